//! What a product is made of.

use crate::engine::describe::{Beside, Field, Kind, Merge, Noun, Reach, Shown};
use crate::engine::permission::Permission;
use leadwell_rules::ids::RecordKind;

/// Products.
pub static PRODUCTS: Noun = Noun {
    kind: RecordKind::Products,
    about: "",
    values: None,
    fields: &[
        Field::text("code"),
        Field::text("name").followed_by(&["name_key"]),
        Field::text("series"),
        Field::new("list_price_minor", Kind::Money),
        Field::new("active", Kind::Number).merged(Merge::Keep),
    ],
    beside: &[
        ("id", Beside::Identity),
        ("name_key", Beside::Derived),
        ("origin", Beside::Origin),
        ("import_id", Beside::Origin),
        ("created_at", Beside::Origin),
        ("updated_at", Beside::Origin),
    ],
    permissions: (Permission::WorkspaceRead, Permission::CatalogueWrite),
    reach: Reach::All,
    shown: Shown {
        title: "t.name",
        subtitle: "concat_ws(' · ', t.code, t.series)",
        owner: "null",
        path: "'/settings/products'",
        at: "null",
        joined: "",
    },
    searched: &[],
    compared: None,
    in_bin: false,
    unknown: "product.unknown",
};
