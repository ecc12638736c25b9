#pragma once
#include <cstdint>
#include <optional>
#include <vector>

#include "audit/plan.h"
#include "profile/profile.h"

namespace klarsicht {

/// What says that rows of a file are contacts: that somebody was written to, called or shown something. Orders, logins,
/// page views, sign-ups, tickets and reviews are what people do themselves.
struct ContactEvidence {
    enum class Source : std::uint8_t {
        none,
        event,      ///< values of a column name events (sent, delivered)
        flag,       ///< a column says whether somebody was contacted
        sent_time,  ///< a column holds the time of sending
        channel,    ///< by what somebody was reached, and when
        campaign,   ///< with which campaign, and when
        text,       ///< with which text
        count,      ///< how often the person of the row was contacted
    };
    Source source = Source::none;
    std::optional<std::size_t> column;     ///< the one that says so
    std::optional<std::size_t> sent;       ///< when each contact was
    bool last_only = false;                ///< `sent` holds the last contact of a person, not each
    std::vector<std::uint8_t> reactions;   ///< [codes of `column`] event: 1 where somebody opened, clicked, answered
    std::vector<std::uint8_t> objections;  ///< [codes of `column`] event: 1 where somebody unsubscribed or complained
    std::vector<std::uint8_t> contacts;  ///< [codes of `column`] event, flag, time, count: 1 where the row is a contact

    std::optional<std::size_t> direction;  ///< who called whom, where the file says so
    std::vector<std::uint8_t> outgoing;    ///< [codes of `direction`]

    bool any() const { return source != Source::none; }
    bool is_contact(const Table& table, std::size_t row) const {
        return any() && (contacts.empty() || contacts[table.columns[*column].codes[row]] != 0) &&
               (!direction || outgoing[table.columns[*direction].codes[row]] != 0);
    }
};

/// Decides from names, values and what stands beside. @param plan complete: what its columns are for and about
ContactEvidence contact_evidence(const Table& table, const Profile& profile, const Plan& plan);

/// Whether the file is a list of people to be contacted: ways to reach them, and columns of such lists (lead,
/// recipient, subscriber, campaign).
struct ContactList {
    std::optional<std::size_t> address;  ///< the first column with an e-mail address or a number in one row of ten
    bool for_contacting = false;         ///< by its columns, and no list of orders or bookings
    bool of_transactions = false;        ///< of orders, bookings, tickets
};
ContactList contact_list(const Table& table, const Profile& profile, const Plan& plan);

}  // namespace klarsicht
