#pragma once
#include <string_view>

namespace klarsicht {

/// The part of a plain name (`plain_name`) that says what the column is: what stands before "of", "von", "de", "per" …,
/// without numbers and marks at its end (`_flag`, `_ind`, `_2`). "campaign_status" keeps its status: it is no campaign.
std::string_view name_head(std::string_view plain);

/// Place of the first pattern of a list in assets/words/roles.json that says what a column of that plain name is; −1 if
/// none does. Its words are the last of the head ("customer_id" of "first_customer_id"); with `=` they are the whole
/// name, with `*` the end of the last word ("*preis" of "verkaufspreis"), with `^` the first words, as French has it
/// ("^prix" of "prix_unitaire").
int head_rank(std::string_view plain, std::string_view list);

/// The same for what happened or was decided, of which a name may say that it is marked, sent, or how it stands:
/// "churn_status", "coupon_sent".
int event_rank(std::string_view plain, std::string_view list);

/// Whether it says since when ("customer_since", "Kunde seit"): a day or a year, never a person.
bool says_since(std::string_view plain);

/// Whether it is somebody of the company: an owner, an agent, a seller.
bool names_staff(std::string_view plain);

}  // namespace klarsicht
