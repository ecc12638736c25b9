#pragma once
#include <string_view>
#include <vector>

namespace klarsicht {

/// The part of a plain name (`plain_name`) that says what the column is: what stands before "of", "von", "de", "per" …,
/// without numbers and marks at its end (`_flag`, `_ind`, `_2`). "campaign_status" keeps its status: it is no campaign.
std::string_view name_head(std::string_view plain);

/// Whether a name is about what a pattern of assets/words/roles.json says: the pattern's words are the last of its head
/// ("customer_id" of "first_customer_id"); with `=` the whole name, with `*` the end of its last word ("*preis" of
/// "verkaufspreis"), with `^` its first words, as French has it ("^prix" of "prix_unitaire").
bool head_matches(std::string_view plain, std::string_view pattern);

/// Place of the first pattern that matches the head of a plain name; −1 if none does.
int head_rank(std::string_view plain, std::string_view list);

/// The same for what happened or was decided, of which a name may say that it is marked, sent, or how it stands:
/// "churn_status", "coupon_sent".
int event_rank(std::string_view plain, std::string_view list);

/// Whether it says since when ("customer_since", "Kunde seit"): a day or a year, never a person.
bool says_since(std::string_view plain);

/// Whether it is somebody of the company: an owner, an agent, a seller.
bool names_staff(std::string_view plain);

}  // namespace klarsicht
