//! Markup becomes a template, and what goes into its holes.

use crate::component;
use crate::names;
use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use rstml::node::{
    KVAttributeValue, KeyedAttribute, KeyedAttributeValue, Node, NodeAttribute, NodeBlock,
    NodeElement,
};
use syn::spanned::Spanned;
use syn::{Block, Expr, ExprTuple, Lit, Stmt};

/// What begins each part of a template. `app/src/dom/template.rs` reads the same.
mod code {
    /// An element of HTML; its tag follows.
    pub(super) const ELEMENT: char = '\u{1}';
    /// An element of SVG; its tag follows.
    pub(super) const DRAWING: char = '\u{2}';
    /// An attribute that never changes; its name follows.
    pub(super) const NAME: char = '\u{3}';
    /// The value of that attribute.
    pub(super) const VALUE: char = '\u{4}';
    /// An attribute that goes into a hole; its name follows.
    pub(super) const ATTRIBUTE: char = '\u{5}';
    /// Text that never changes.
    pub(super) const TEXT: char = '\u{6}';
    /// A child that goes into a hole.
    pub(super) const CHILD: char = '\u{7}';
    /// The end of the element.
    pub(super) const END: char = '\u{8}';
}

/// The expression that markup stands for.
pub(crate) fn expand(markup: TokenStream) -> syn::Result<TokenStream> {
    let nodes = rstml::Parser::new(rstml::ParserConfig::new()).parse_simple(markup)?;
    expand_nodes(&nodes)
}

/// The expression that nodes stand for.
pub(crate) fn expand_nodes(nodes: &[Node]) -> syn::Result<TokenStream> {
    let mut template = Template::default();
    template.nodes(nodes, false)?;
    Ok(template.into_expression())
}

#[derive(Default)]
struct Template {
    text: String,
    /// The calls that fill the holes, in their order.
    holes: Vec<TokenStream>,
    /// What goes into the last hole.
    last: TokenStream,
}

impl Template {
    fn into_expression(self) -> TokenStream {
        let Self { text, holes, last } = self;
        if text.is_empty() {
            return quote! { crate::dom::View::none() };
        }
        // Nothing but one hole needs no template.
        if text.chars().eq([code::CHILD]) {
            return quote! { crate::dom::Viewable::view(#last) };
        }
        quote! { crate::dom::View::template(#text) #(#holes)* }
    }

    fn nodes(&mut self, nodes: &[Node], in_drawing: bool) -> syn::Result<()> {
        nodes.iter().try_for_each(|node| self.node(node, in_drawing))
    }

    fn node(&mut self, node: &Node, in_drawing: bool) -> syn::Result<()> {
        match node {
            Node::Comment(_) => Ok(()),
            Node::Fragment(fragment) => self.nodes(&fragment.children, in_drawing),
            Node::Element(element) if names::is_component(element.name()) => {
                let component = component::expand(element)?;
                self.child(component);
                Ok(())
            }
            Node::Element(element) => self.element(element, in_drawing),
            Node::Block(NodeBlock::ValidBlock(block)) => {
                self.child(inside(block));
                Ok(())
            }
            Node::Text(text) => self.write(code::TEXT, &text.value.value(), text.value.span()),
            other => Err(error(other, "expected an element, \"text\" or {an expression}")),
        }
    }

    fn child(&mut self, value: TokenStream) {
        self.text.push(code::CHILD);
        self.fill(value);
    }

    fn fill(&mut self, value: TokenStream) {
        self.holes.push(quote_spanned! { value.span()=> .put(#value) });
        self.last = value;
    }

    fn write(&mut self, code: char, text: &str, span: Span) -> syn::Result<()> {
        if text.chars().any(|c| c <= code::END) {
            return Err(syn::Error::new(span, "a view's text has no control characters"));
        }
        self.text.push(code);
        self.text.push_str(text);
        Ok(())
    }

    fn element(
        &mut self,
        element: &NodeElement<rstml::Infallible>,
        in_drawing: bool,
    ) -> syn::Result<()> {
        let (name, span) = (element.name().to_string(), element.name().span());
        let is_drawing = in_drawing || names::is_drawing(&name);
        if !is_drawing && !names::is_element(&name) {
            return Err(syn::Error::new(span, format!("there is no element <{name}>")));
        }
        let code = if is_drawing { code::DRAWING } else { code::ELEMENT };
        self.write(code, &name, span)?;
        // What never changes stands first: a template has no holes between an element's fixed words.
        let attributes = element.attributes().iter().map(keyed).collect::<syn::Result<Vec<_>>>()?;
        for attribute in &attributes {
            self.fixed(attribute)?;
        }
        for attribute in &attributes {
            self.filled(attribute)?;
        }
        self.nodes(&element.children, is_drawing && name != "foreignObject")?;
        self.text.push(code::END);
        Ok(())
    }

    /// Writes an attribute whose value is a literal.
    fn fixed(&mut self, attribute: &KeyedAttribute) -> syn::Result<()> {
        let (name, span) = (attribute.key.to_string(), attribute.key.span());
        let Some(value) = literal(attribute).filter(|_| !name.contains(':') && name != "style")
        else {
            return Ok(());
        };
        names::check_attribute(&name, span)?;
        let Some(value) = value else { return Ok(()) };
        self.write(code::NAME, &name, span)?;
        if value.is_empty() { Ok(()) } else { self.write(code::VALUE, &value, span) }
    }

    /// Writes an attribute whose value is an expression.
    fn filled(&mut self, attribute: &KeyedAttribute) -> syn::Result<()> {
        let (name, span) = (attribute.key.to_string(), attribute.key.span());
        let (kind, rest) = name.split_once(':').unwrap_or(("", &name));
        if kind.is_empty() && rest != "style" && literal(attribute).is_some() {
            return Ok(());
        }
        let value = value(attribute)?;
        match kind {
            "" if rest == "node_ref" => {
                self.write(code::ATTRIBUTE, "", span)?;
                self.holes.push(quote_spanned! { span=> .node_ref(#value) });
            }
            "" if rest == "style" => {
                let (property, value) = style(value)?;
                self.write(code::ATTRIBUTE, &format!("style:{property}"), span)?;
                self.fill(value.to_token_stream());
            }
            "on" => {
                self.write(code::ATTRIBUTE, rest, span)?;
                let event = names::event(rest, span)?;
                self.holes.push(quote_spanned! { span=> .on(#event, #value) });
            }
            "" | "class" | "style" | "prop" => {
                if kind.is_empty() {
                    names::check_attribute(rest, span)?;
                }
                self.write(code::ATTRIBUTE, &name, span)?;
                self.fill(value.to_token_stream());
            }
            _ => return Err(syn::Error::new(span, format!("`{kind}:` is not known here"))),
        }
        Ok(())
    }
}

/// An attribute with a name; there is no other.
pub(crate) fn keyed(attribute: &NodeAttribute) -> syn::Result<&KeyedAttribute> {
    match attribute {
        NodeAttribute::Attribute(attribute) => Ok(attribute),
        NodeAttribute::Block(block) => Err(error(block, "an attribute has a name")),
    }
}

/// The value of an attribute.
pub(crate) fn value(attribute: &KeyedAttribute) -> syn::Result<&Expr> {
    match &attribute.possible_value {
        KeyedAttributeValue::Value(value) => match &value.value {
            KVAttributeValue::Expr(value) => Ok(value),
            KVAttributeValue::InvalidBraced(block) => Err(error(block, "expected an expression")),
        },
        _ => Err(error(&attribute.key, "expected a value")),
    }
}

/// What stands in braces: a single expression goes without them.
fn inside(block: &Block) -> TokenStream {
    match &*block.stmts {
        [Stmt::Expr(expression, None)] => expression.to_token_stream(),
        _ => block.to_token_stream(),
    }
}

/// The text of a value that never changes; none for an attribute that is not there.
fn literal(attribute: &KeyedAttribute) -> Option<Option<String>> {
    match &attribute.possible_value {
        KeyedAttributeValue::None => Some(Some(String::new())),
        KeyedAttributeValue::Value(_) => match attribute.value()? {
            Expr::Lit(literal) => match &literal.lit {
                Lit::Str(text) => Some(Some(text.value())),
                Lit::Bool(flag) => Some(flag.value.then(String::new)),
                _ => None,
            },
            _ => None,
        },
        KeyedAttributeValue::Binding(_) => None,
    }
}

/// The property and its value of `style=("--size", value)`.
fn style(value: &Expr) -> syn::Result<(String, &Expr)> {
    const EXPECTED: &str = "expected (\"property\", value): the page's policy forbids other styles";
    let Expr::Tuple(ExprTuple { elems, .. }) = value else {
        return Err(error(value, EXPECTED));
    };
    match (elems.first(), elems.get(1), elems.len()) {
        (Some(Expr::Lit(name)), Some(value), 2) => match &name.lit {
            Lit::Str(name) => Ok((name.value(), value)),
            other => Err(error(other, EXPECTED)),
        },
        _ => Err(error(value, EXPECTED)),
    }
}

pub(crate) fn error(place: impl ToTokens, text: &str) -> syn::Error {
    syn::Error::new_spanned(place, text)
}

#[cfg(test)]
mod tests;
