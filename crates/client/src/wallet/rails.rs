//! Money by rails that take their time: ordered, sent back, called off.

use super::SCOPE;
use super::pay::{carry_out, enough, settled};
use crate::Client;
use crate::perform::Draft;
use sampan_protocol::Reply;
use sampan_protocol::rails::Way;
use sampan_protocol::wallet::{EndOrder, OrderMoney, SendBack, check_amount, ops};

impl Client {
    /// Answers [`OrderMoney`]; without PIN where one is needed, or where the backend is not reached,
    /// it waits.
    ///
    /// # Errors
    /// `Invalid` for what is no amount, `Refused` for more than there is, or the rail's refusal.
    pub async fn order_money(&self, request: OrderMoney) -> Reply<OrderMoney> {
        if let Some(done) = settled(&self.core, request.op).await? {
            return Ok(done);
        }
        check_amount(request.amount, &[])?;
        let OrderMoney { op, rail, way, amount, fee, detail, pin } = request;
        let fee = fee.minor;
        let draft = match way {
            Way::In => {
                let args = ops::RailIn { rail, amount, fee };
                Draft::new(op, SCOPE, ops::RAIL_IN, &args, None)?
            }
            Way::Out => {
                enough(&self.core, op, amount).await?;
                let args = ops::RailOut { rail, amount, fee, detail };
                Draft::new(op, SCOPE, ops::RAIL_OUT, &args, None)?
            }
        };
        carry_out(&self.core, draft, pin.as_deref()).await
    }

    /// Answers [`SendBack`]; without PIN, or where the backend is not reached, it waits.
    ///
    /// # Errors
    /// As for [`Client::order_money`]; `Refused` where less than that is left of the top-up.
    pub async fn send_back(&self, request: SendBack) -> Reply<SendBack> {
        if let Some(done) = settled(&self.core, request.op).await? {
            return Ok(done);
        }
        check_amount(request.amount, &[])?;
        enough(&self.core, request.op, request.amount).await?;
        let SendBack { op, bill, rail, amount, pin } = request;
        let args = ops::RailBack { bill, rail, amount };
        let draft = Draft::new(op, SCOPE, ops::RAIL_BACK, &args, None)?;
        carry_out(&self.core, draft, pin.as_deref()).await
    }

    /// Answers [`EndOrder`]; works offline: the rail has the last word.
    ///
    /// # Errors
    /// `Refused` where it is over.
    pub async fn end_order(&self, request: EndOrder) -> Reply<EndOrder> {
        let args = ops::RailEnd { bill: request.bill };
        let draft = Draft::new(request.op, SCOPE, ops::RAIL_END, &args, None)?;
        let op_id = self.core.make(draft).await?;
        self.core.see_through(op_id, None).await
    }
}
