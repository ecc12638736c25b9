#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/message.h"

namespace klarsicht {

/// The part of a plain name (`plain_name`) that says what the column is: what stands before "of", "von", "de", "per" …,
/// without numbers and marks at its end (`_flag`, `_ind`, `_2`). "campaign_status" keeps its status: it is no campaign.
std::string_view name_head(std::string_view plain);

/// Place of the first pattern of a list in assets/words/roles.json that says what a column of that plain name is; −1 if
/// none does. Its words are the last of the head ("customer_id" of "first_customer_id"); with `=` they are the whole
/// name, with `*` the end of the last word ("*preis" of "verkaufspreis"), with `^` the first words, as French has it
/// ("^prix" of "prix_unitaire"), with `~` the last word with whatever ending grammar gives it ("~visit" of "visits"),
/// with `~*` that as the end of a compound.
int head_rank(std::string_view plain, std::string_view list);

/// The same for what happened or was decided, of which a name may say that it is marked, sent, or how it stands:
/// "churn_status", "coupon_sent", "has_purchased".
int event_rank(std::string_view plain, std::string_view list);

/// The first word of a name that is an inflected stem of a list ("exclud" of "excluded_from_campaign"); words joined by
/// `_` stand in it as they are.
struct WordOfName {
    std::size_t at = std::string_view::npos;  ///< npos: there is none
    std::string_view word;
    explicit operator bool() const { return at != std::string_view::npos; }
};
WordOfName word_anywhere(std::string_view plain, std::string_view list);

/// The word that the name of an event ends with, without how it stands: "churn" of "churn_status".
std::string_view event_word(std::string_view plain);

/// Whether a word is a stem, or that with an ending; a stem that starts with `*` may end a compound.
bool inflects(std::string_view word, std::string_view stem);
/// Whether some word of a plain text is an inflected stem of a list of assets/words/values.json.
bool value_inflects(std::string_view plain, std::string_view list);

/// "the name says “churn”": the pattern of a list as it would be read, of a stem the word itself.
Message name_says(std::string_view plain, std::string_view list, int rank);
Message name_says(std::string_view word);

/// What a price is paid for is left out: "grundpreis_monat", "cotisation_mensuelle", "beitrag_p_a".
std::string_view without_periods(std::string_view plain);
/// "bestellwert_12_monate", "fees_last_3_months": without the time it is counted over.
std::string_view without_window(std::string_view plain);
/// What something is called or sorted by is left out: "tarifbezeichnung", "type_de_contrat", "product_line".
std::string_view without_classifier(std::string_view plain);

/// Whether what stands at the end makes the name that of a circumstance: a reason, a channel, a date.
bool names_circumstance(std::string_view plain);

/// A plain name that begins with "no", "nicht", "sans" …, without it; empty: it does not.
std::string_view without_negation(std::string_view plain);

/// Whether it is a number that somebody or something was given: "product_id", "Artikelnr.", "EAN".
bool names_number(std::string_view plain);

/// How surely a plain name is that of a number somebody gave to a person: 0 and up, the lower the surer; −1: not at
/// all.
int person_rank(std::string_view plain);
/// Whether a plain name is not that of a device or a household, which several people may share.
bool stands_for_one(std::string_view plain);
/// The word by which it is.
std::string_view person_word(std::string_view plain);

/// Whether it says since when ("customer_since", "Kunde seit"): a day or a year, never a person.
bool says_since(std::string_view plain);

/// Whether it is somebody of the company: an owner, an agent, a seller.
bool names_staff(std::string_view plain);

}  // namespace klarsicht
