#pragma once
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "audit/plan.h"
#include "base/message.h"
#include "profile/profile.h"

namespace klarsicht {

/// What makes a column one of consent to being contacted, or of objection to it.
struct ConsentEvidence {
    std::optional<Role> role;  ///< consent or opt_out
    Message why;               ///< one sentence: what in the name and the values speaks for it
};

/// Whether a column says who may be contacted. A column of subscribed and unsubscribed says both; it is one of consent,
/// whose values also hold objections (`consent_states`). Agreeing to terms, to a privacy notice or to cookies is no
/// consent to advertising. A word in the name is not enough where the values are something else: counts, addresses.
/// @param meaning what the column is about
ConsentEvidence consent_evidence(const Column& column, const ColumnProfile& profile, std::string_view meaning);

/// The same of names and values that say it only in a list of addresses: the day of leaving ("Deaktiviert am") and who
/// left ("aktiv", "abgemeldet").
ConsentEvidence consent_beside_address(const Column& column, const ColumnProfile& profile);

/// What a value says of the wish to be contacted.
enum class ConsentState : std::uint8_t {
    none,         ///< missing, not understood, or neither (another legal basis)
    given,        ///< agreed; in a column of objections: has not objected
    refused,      ///< never agreed
    withdrawn,    ///< objected, or took consent back
    unreachable,  ///< an address that does not exist any more
};

/// [codes] what each value says. Yes, no, 1, x and dates take their direction from the role, other words have their
/// own.
/// @param role consent or opt_out: what yes means
std::vector<ConsentState> consent_states(const Column& column, const Interpretation& data, Role role);

/// By what somebody is reached.
enum class ContactWay : std::uint8_t { any, phone, written, email, sms, post };

/// What the words of a name or a value say; `any` where they say none, or several.
ContactWay contact_way(std::string_view text);
/// Whether a name says by what somebody is contacted, and nothing else: "SMS", "postalisch", "per Telefon".
bool names_only_a_way(std::string_view name);
/// Whether a wish about one way speaks of a contact by the other: an objection to calls says nothing about e-mail.
bool speaks_of(ContactWay wish, ContactWay contact);

}  // namespace klarsicht
