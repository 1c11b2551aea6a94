//! Gives a device what pay codes are made from, and says whose a code is.

use super::table::pay_token::{self, Kept};
use crate::endpoint::{Caller, Endpoint};
use crate::module::{Context, Refusal};
use sampan_protocol::auth::to_hex;
use sampan_protocol::people::DeviceState;
use sampan_protocol::wallet::pay_code::{MOST_MISSES, TOKEN_MISSES, TOKENS, claim};
use sampan_protocol::wallet::{AskPayToken, PayToken};
use sampan_protocol::{Error, Random};

/// For how long a token is good, in seconds: as long as somebody may be offline and still pay.
const GOOD_SECONDS: i64 = 14 * 86_400;
/// After how long a device asks for the next one, in seconds.
const RENEW_SECONDS: i64 = 86_400;
/// The most tokens of a device that are good at a time.
const MOST: i64 = 20;
/// How long guesses are counted, in seconds.
const HOUR: i64 = 3_600;
/// The name of the key that shuffles codes.
const SHUFFLE: &str = "shuffle";

/// The request.
pub(super) fn endpoint() -> Endpoint {
    Endpoint::new("Gives a token that pay codes are made from, offline too.", answer)
}

fn answer(caller: &Caller, _: &AskPayToken) -> Result<PayToken, Error> {
    let backend = &caller.backend;
    let (random, now) = (backend.random(), backend.now());
    let (secret, fresh) = (key(random), key(random));
    let expires = now.plus_seconds(GOOD_SECONDS);
    let given = backend.db().write(|sql| {
        let shuffle = pay_token::key(sql, SHUFFLE, &fresh)?;
        pay_token::forget(sql, caller.device, now.plus_seconds(-HOUR))?;
        if pay_token::count(sql, caller.device, now)? >= MOST {
            pay_token::end(sql, caller.device, now)?;
        }
        let mut token = Kept {
            id: number(random),
            device: caller.device,
            person: caller.me,
            secret: secret.clone(),
            expires,
            misses: 0,
        };
        // Ten million numbers: a few tries find a free one.
        for _ in 0..16 {
            if pay_token::insert(sql, &token)? {
                return Ok::<_, Refusal>(Some((token.id, shuffle)));
            }
            token.id = number(random);
        }
        Ok(None)
    })?;
    let (id, shuffle) = given.ok_or_else(Error::internal)?;
    let renew = now.plus_seconds(RENEW_SECONDS);
    Ok(PayToken { id, secret, shuffle, renew, expires })
}

fn key(random: &dyn Random) -> String {
    let mut bytes = [0; 32];
    random.fill(&mut bytes);
    to_hex(&bytes)
}

fn number(random: &dyn Random) -> u32 {
    let mut bytes = [0; 8];
    random.fill(&mut bytes);
    u32::try_from(u64::from_be_bytes(bytes) % TOKENS).unwrap_or(0)
}

/// Whose a code is, with its token locked.
pub(super) struct Owned {
    pub(super) token: Kept,
    pub(super) step: i64,
}

/// Says whose a code is. A code that is nobody's counts as a guess of mine.
///
/// # Errors
/// `Invalid` for what is mistyped, `Refused` after too many guesses. The inner error is for the
/// record: what was counted must stay.
pub(super) fn owner(cx: &mut Context<'_>, code: &str) -> Result<Result<Owned, Error>, Refusal> {
    let hour_ago = cx.now.plus_seconds(-HOUR);
    sampan_protocol::wallet::pay_code::read(code)?;
    if pay_token::misses(cx.sql, cx.me.id, hour_ago)? >= MOST_MISSES {
        return Err(Error::refused("error.wallet.pay_code_guessed").into());
    }
    let missed = |cx: &mut Context<'_>| -> Result<Result<Owned, Error>, Refusal> {
        pay_token::miss(cx.sql, cx.op_id, cx.me.id, cx.now, hour_ago)?;
        Ok(Err(Error::refused("error.wallet.pay_code_unknown")))
    };
    let Some(shuffle) = pay_token::known_key(cx.sql, SHUFFLE)? else {
        return missed(cx);
    };
    let claim = claim(code, &shuffle)?;
    let Some(token) = pay_token::lock(cx.sql, claim.token)? else {
        return missed(cx);
    };
    match claim.step(&token.secret, cx.now) {
        Some(step) if may_pay(cx, &token)? => Ok(Ok(Owned { token, step })),
        Some(_) => Ok(Err(Error::refused("error.wallet.pay_code_unknown"))),
        None => {
            pay_token::missed(cx.sql, token.id)?;
            missed(cx)
        }
    }
}

/// Whether a token is good, and its device still speaks for its person.
fn may_pay(cx: &mut Context<'_>, token: &Kept) -> Result<bool, Refusal> {
    let people = cx.ports.people.clone();
    let device = people.device(cx.sql, token.device)?;
    let active = device.is_some_and(|(owner, device)| {
        owner == token.person && device.state == DeviceState::Active
    });
    Ok(active
        && cx.now < token.expires
        && token.misses < TOKEN_MISSES
        && !people.is_frozen(cx.sql, token.person)?)
}
