//! What markup becomes, and what is refused.

use super::expand;
use proc_macro2::TokenStream;
use quote::quote;

/// The expression, its control characters shown as the names of the parts.
fn expanded(markup: TokenStream) -> String {
    let text = expand(markup).expect("it is understood").to_string();
    let mut shown = text.replace("\\u{1}", "<").replace("\\u{2}", "<svg:").replace("\\u{3}", " ");
    for (code, word) in [("\\u{4}", "="), ("\\u{5}", " ?"), ("\\u{6}", "'"), ("\\u{7}", "{}")] {
        shown = shown.replace(code, word);
    }
    shown.replace("\\u{8}", "/>").replace("crate :: dom :: ", "")
}

fn refused(markup: TokenStream) -> String {
    expand(markup).expect_err("it is refused").to_string()
}

#[test]
fn what_never_changes_is_one_text() {
    assert_eq!(
        expanded(quote! { <p class="a" hidden=true inert=false open><b>"x"</b><br /></p> }),
        r#"View :: template ("<p class=a hidden open<b'x/><br/>/>")"#,
        "elements, attributes and text, and no call for any of them"
    );
}

#[test]
fn expressions_go_into_holes_in_their_order() {
    assert_eq!(
        expanded(
            quote! { <a href=to class="b" class:on={x} style:top=y style=("--z", z) prop:value=v>{c}"d"</a> }
        ),
        "View :: template (\"<a class=b ?href ?class:on ?style:top ?style:--z ?prop:value{}'d/>\") \
         . put (to) . put ({ x }) . put (y) . put (z) . put (v) . put (c)",
        "fixed attributes first, then a hole for each expression"
    );
}

#[test]
fn events_and_references_have_calls_of_their_own() {
    assert_eq!(
        expanded(quote! { <input on:input=move |ev| go(ev) node_ref=place /> }),
        "View :: template (\"<input ?input ?/>\") \
         . on (:: leptos :: ev :: input , move | ev | go (ev)) . node_ref (place)",
        "typed by Leptos's event"
    );
}

#[test]
fn drawings_are_known_by_their_name_or_by_what_they_are_in() {
    assert_eq!(
        expanded(quote! { <svg viewBox="0"><title>"t"</title></svg><p></p> }),
        "View :: template (\"<svg:svg viewBox=0<svg:title't/>/><p/>\")",
        "a title in a drawing is a part of it; what stands beside it is not"
    );
    assert_eq!(
        expanded(quote! { <circle r="4"><title>{t}</title></circle> }),
        "View :: template (\"<svg:circle r=4<svg:title{}/>/>\") . put (t)",
        "a part of a drawing on its own"
    );
    assert!(refused(quote! { <title>{t}</title> }).contains("<title>"), "outside it is none");
}

#[test]
fn one_expression_needs_no_template() {
    assert_eq!(expanded(quote! { {x} }), "Viewable :: view (x)", "it is the view");
    assert_eq!(expanded(quote! {}), "View :: none ()", "nothing is nothing");
    assert_eq!(
        expanded(quote! { {x} <!-- "why" --> {y} }),
        "View :: template (\"{}{}\") . put (x) . put (y)",
        "two are several roots"
    );
}

#[test]
fn components_are_called_with_their_props() {
    let call = expanded(quote! { <ui::Button kind=K small><b /></ui::Button> });
    assert!(
        call.contains("component_props_builder (& ui :: Button) . kind (K) . small (small)"),
        "values and shorthands: {call}"
    );
    assert!(
        call.contains(
            r#". children (ToChildren :: to_children (move || View :: template ("<b/>")))"#
        ),
        "children are made when they are wanted: {call}"
    );
    let call = expanded(quote! { <For each=list let:row>{row}</For> });
    assert!(call.contains(". children (move | row | Viewable :: view (row))"), "bound: {call}");
    let call = expanded(quote! { <Empty></Empty> });
    assert!(!call.contains("children"), "no children, no prop: {call}");
}

#[test]
fn a_component_is_leptos_s_and_runs_unfollowed() {
    let defined = crate::component::define(quote! { fn A(x: u8) -> View { x.view() } });
    assert_eq!(
        defined.expect("it is a function").to_string(),
        "# [:: leptos :: component (transparent)] fn A (x : u8) -> View \
         { crate :: dom :: untracked (move | | { x . view () }) }",
        "its arguments and its result are as they were"
    );
    assert!(crate::component::define(quote! { struct A; }).is_err(), "nothing else is one");
}

#[test]
fn what_is_not_known_is_refused_where_it_stands() {
    for (markup, word) in [
        (quote! { <dvi></dvi> }, "<dvi>"),
        (quote! { <p clas="a"></p> }, "`clas`"),
        (quote! { <p clas=a></p> }, "`clas`"),
        (quote! { <p style="top: 0"></p> }, "policy"),
        (quote! { <p style=x></p> }, "policy"),
        (quote! { <p use:x=y></p> }, "`use:`"),
        (quote! { <p {..x}></p> }, "name"),
        (quote! { <p on:click></p> }, "value"),
        (quote! { <Foo class:x=y /> }, "`class:x`"),
        (quote! { <Foo let:x /> }, "children"),
        (quote! { <p>"\u{1}"</p> }, "control"),
        (quote! { <p>text</p> }, "\"text\""),
    ] {
        let error = refused(markup.clone());
        assert!(error.contains(word), "{markup}: {error}");
    }
}
