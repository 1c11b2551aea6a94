//! Commands about people and devices.

use sampan_protocol::people::{
    ApproveDevice, FindPeople, FreezeAll, ListContacts, ListDevices, RemoveContact, RevokeDevice,
    SetContact, Unfreeze, UpdateMe,
};

super::forward! { "people";
    find_people: FindPeople,
    list_contacts: ListContacts,
    set_contact: SetContact,
    remove_contact: RemoveContact,
    update_me: UpdateMe,
    list_devices: ListDevices,
    revoke_device: RevokeDevice,
    approve_device: ApproveDevice,
    freeze_all: FreezeAll,
    unfreeze: Unfreeze,
}
