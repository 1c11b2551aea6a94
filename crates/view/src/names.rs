//! The names that HTML and SVG know: a name with a slip in it is found when the app is built.

use proc_macro2::{Span, TokenStream};
use quote::quote_spanned;
use rstml::node::NodeName;
use syn::Ident;

/// Elements of HTML that the app may use.
const ELEMENTS: &str = " a abbr address article aside audio b bdi bdo blockquote br button canvas caption \
    cite code col colgroup data datalist dd del details dfn dialog div dl dt em fieldset figcaption figure \
    footer form h1 h2 h3 h4 h5 h6 header hgroup hr i img input ins kbd label legend li main mark menu meter \
    nav ol optgroup option output p picture pre progress q rp rt ruby s samp search section select small \
    source span strong sub summary sup table tbody td textarea tfoot th thead time tr track u ul var video wbr ";

/// Elements of SVG that tell themselves from those of HTML; inside `<svg>` any name is one of SVG.
const DRAWINGS: &str = " circle clipPath defs ellipse filter g line linearGradient marker mask path \
    pattern polygon polyline radialGradient rect stop svg symbol tspan use ";

/// Attributes without a dash.
const ATTRIBUTES: &str = " accept alt autocapitalize autocomplete autofocus autoplay capture checked class \
    cols colspan content contenteditable controls crossorigin cx cy d datetime decoding dir dirname disabled \
    download draggable dx dy enterkeyhint fill focusable for form formaction height hidden high href hreflang id \
    inert inputmode integrity ismap kind label lang list loading loop low max maxlength media method min \
    minlength multiple muted name novalidate offset open optimum part pathLength pattern placeholder playsinline \
    points popover popovertarget popovertargetaction poster preload preserveAspectRatio r readonly rel required \
    reversed role rows rowspan rx ry sandbox scope selected shape size sizes slot span spellcheck src \
    srclang srcset start step stroke tabindex target title transform translate type value viewBox width wrap \
    x x1 x2 y y1 y2 ";

/// Events that Leptos does not list.
const EVENTS: &str = " cancel ";

/// Whether a name stands for a component.
pub(crate) fn is_component(name: &NodeName) -> bool {
    match name {
        NodeName::Path(path) => {
            let segments = &path.path.segments;
            segments.len() > 1
                || segments.first().is_some_and(|first| {
                    first.ident.to_string().starts_with(|c: char| c.is_ascii_uppercase())
                })
        }
        _ => false,
    }
}

/// Whether there is such an element of HTML.
pub(crate) fn is_element(name: &str) -> bool {
    is_among(ELEMENTS, name)
}

/// Whether a name stands for an element of SVG, wherever it is.
pub(crate) fn is_drawing(name: &str) -> bool {
    is_among(DRAWINGS, name)
}

/// The event of Leptos that knows the type of what a handler is given.
pub(crate) fn event(name: &str, span: Span) -> syn::Result<TokenStream> {
    if is_among(EVENTS, name) {
        return Ok(
            quote_spanned! { span=> ::leptos::ev::Custom::<::leptos::ev::Event>::new(#name) },
        );
    }
    let name = syn::parse_str::<Ident>(name)
        .map_err(|_| syn::Error::new(span, format!("there is no event `{name}`")))?;
    let name = Ident::new(&name.to_string(), span);
    Ok(quote_spanned! { span=> ::leptos::ev::#name })
}

/// Finds slips in the names of attributes; those with a dash are free.
pub(crate) fn check_attribute(name: &str, span: Span) -> syn::Result<()> {
    if name.contains('-') || is_among(ATTRIBUTES, name) {
        return Ok(());
    }
    Err(syn::Error::new(span, format!("there is no attribute `{name}` (crates/view/src/names.rs)")))
}

fn is_among(words: &str, word: &str) -> bool {
    words.split_whitespace().any(|known| known == word)
}
