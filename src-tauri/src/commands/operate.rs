//! Commands of operators.

use sampan_protocol::operate::{Decide, GetAct, ListActs, ListLog, ListOperators, Propose};

super::forward! { "operate";
    list_acts: ListActs,
    get_act: GetAct,
    list_operators: ListOperators,
    list_log: ListLog,
    propose: Propose,
    decide: Decide,
}
