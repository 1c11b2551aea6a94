//! The macro `view!`: it takes the markup that Leptos's takes, and makes less code of it.
//!
//! Leptos gives every element a type of its own, and the compiler makes code for each. Here markup
//! becomes one string, the *template*, and a call for each of its *holes*: what an expression gives,
//! what handles an event. `app/src/dom/` reads the template when it is shown.
//!
//! What it understands: elements with `name="text"`, `name=expression`, `name`, `class:a=`,
//! `style:a=`, `style=("--a", …)`, `prop:a=`, `on:event=`, `node_ref=`; `"text"`; `{expression}`;
//! several roots; components with `name=`, `name`, `let:name` and children.
//!
//! `#[component]` is Leptos's for a function that gives a `View`.

mod component;
mod names;
mod template;

use proc_macro::TokenStream;

/// Makes a `View` of markup; the crate has a module `dom` with the types that this names.
#[proc_macro]
pub fn view(markup: TokenStream) -> TokenStream {
    template::expand(markup.into()).unwrap_or_else(syn::Error::into_compile_error).into()
}

/// Makes a component of a function: what it reads while it runs does not run it again.
#[proc_macro_attribute]
pub fn component(_nothing: TokenStream, function: TokenStream) -> TokenStream {
    component::define(function.into()).unwrap_or_else(syn::Error::into_compile_error).into()
}
