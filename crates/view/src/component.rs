//! Components: functions with named arguments, made by Leptos's `#[component]`.

use crate::template::{expand_nodes, keyed, value};
use proc_macro2::TokenStream;
use quote::{ToTokens, quote, quote_spanned};
use rstml::node::{KeyedAttributeValue, Node, NodeElement};
use syn::spanned::Spanned;
use syn::{Ident, ItemFn, parse_quote, parse2};

/// A component as Leptos makes it, whose result nobody wraps.
pub(crate) fn define(function: TokenStream) -> syn::Result<TokenStream> {
    let mut function = parse2::<ItemFn>(function)?;
    let inside = &function.block;
    function.block = parse_quote! {{ crate::dom::untracked(move || #inside) }};
    Ok(quote! {
        #[::leptos::component(transparent)]
        #function
    })
}

/// The call that a component stands for.
pub(crate) fn expand(element: &NodeElement<rstml::Infallible>) -> syn::Result<TokenStream> {
    let name = element.name();
    let mut props = Vec::new();
    let mut bound = Vec::new();
    for attribute in element.attributes() {
        let attribute = keyed(attribute)?;
        let (key, span) = (attribute.key.to_string(), attribute.key.span());
        if let Some(word) = key.strip_prefix("let:") {
            let word = syn::parse_str::<Ident>(word)
                .map_err(|_| syn::Error::new(span, format!("`{word}` is no name")))?;
            bound.push(Ident::new(&word.to_string(), span));
            continue;
        }
        let prop = syn::parse_str::<Ident>(&key).map_err(|_| {
            syn::Error::new(span, format!("a component has no `{key}`; it belongs on an element"))
        })?;
        let prop = Ident::new(&prop.to_string(), span);
        let given = match &attribute.possible_value {
            KeyedAttributeValue::None => prop.to_token_stream(),
            _ => value(attribute)?.to_token_stream(),
        };
        props.push(quote_spanned! { span=> .#prop(#given) });
    }
    let children = children(&element.children, &bound)?;
    let generics = &element.open_tag.generics;
    let generics = generics.lt_token.is_some().then(|| quote! { ::#generics });
    Ok(quote! {
        ::leptos::component::component_view(
            &#name,
            ::leptos::component::component_props_builder(&#name #generics) #(#props)* #children .build(),
        )
    })
}

fn children(nodes: &[Node], bound: &[Ident]) -> syn::Result<Option<TokenStream>> {
    if nodes.iter().all(|node| matches!(node, Node::Comment(_))) {
        return match bound.first() {
            Some(word) => Err(syn::Error::new(word.span(), "there are no children to give it to")),
            None => Ok(None),
        };
    }
    let inside = expand_nodes(nodes)?;
    Ok(Some(if bound.is_empty() {
        quote! { .children(crate::dom::ToChildren::to_children(move || #inside)) }
    } else {
        quote! { .children(move |#(#bound),*| #inside) }
    }))
}
