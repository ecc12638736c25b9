#include "audit/suggest_contact.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "audit/chosen_meaning.h"
#include "audit/name_words.h"
#include "audit/suggest.h"
#include "base/word_list.h"

namespace klarsicht {

namespace {

using Words = std::vector<std::string>;
using Source = ContactEvidence::Source;

const Words& words(std::string_view list) { return word_list("contact", list); }

/// A column of what people bought, booked or asked for; "last_order_date" is one about a customer.
bool of_transactions(std::string_view plain) {
    return name_speaks(plain, words("transactions")) && !name_speaks(plain, words("last"));
}

class Search {
public:
    Search(const Table& table, const Profile& profile, const Plan& plan)
        : table_(table), profile_(profile), plan_(plan) {
        for (const Column& column : table.columns) { names_.push_back(plain_name(column.name)); }
        own_doing_ = std::ranges::any_of(names_, [](const std::string& name) {
            return of_transactions(name) ||
                   (name_speaks(name, words("own_doing")) && !name_speaks(name, words("last")));
        });
    }

    ContactEvidence run() {
        for (const auto step : {&Search::by_event, &Search::by_flag, &Search::by_sent_time, &Search::by_result,
                                &Search::by_role, &Search::by_count}) {
            ContactEvidence found = (this->*step)();
            if (found.any()) { return without_incoming(std::move(found)); }
        }
        return {};
    }

private:
    std::size_t columns() const { return table_.columns.size(); }
    const Interpretation& data(std::size_t c) const { return profile_.columns[c].interpretation; }
    std::string_view meaning(std::size_t c) const {
        return meaning_in(plan_, table_.columns[c].name, profile_.columns[c].meaning.id);
    }
    bool has(std::size_t c, Role role) const { return plan_.has_role(table_.columns[c].name, role); }
    /// What a person set aside, and what somebody wishes, which is nothing that happened.
    bool ignored(std::size_t c) const { return has(c, Role::ignore) || has(c, Role::consent) || has(c, Role::opt_out); }

    /// How surely a column of dates holds times of contacts: 3 its name says so, 2 the name says only that it is a
    /// time, 1 when the row was made, 0 it is something else.
    int time_rank(std::size_t c) const {
        if (!is_dated(data(c).kind) || ignored(c)) { return 0; }
        const std::string& name = names_[c];
        if (name_speaks(name, words("made_at"))) { return 1; }
        if (name_speaks(name, words("not_sending"))) { return 0; }
        const bool last = name_speaks(name, words("last"));
        if (name_speaks(name, words("sent")) || (last && name_speaks(name, words("media")))) { return 3; }
        // What is sent to people who ordered is a parcel as often as a message.
        if (name_speaks(name, words("sent_or_shipped"))) { return own_doing_ && !last ? 0 : 3; }
        return name_speaks(name, words("neutral_time")) ? 2 : 0;
    }

    std::optional<std::size_t> time_of(int least) const {
        std::optional<std::size_t> best;
        int best_rank = 0;
        for (std::size_t c = 0; c < columns(); ++c) {
            // A time of day says more than a day.
            const int rank = time_rank(c) * 2 + (data(c).kind == Kind::datetime ? 1 : 0);
            if (time_rank(c) >= least && rank > best_rank) {
                best = c;
                best_rank = rank;
            }
        }
        return best;
    }

    void set_time(ContactEvidence& found, std::optional<std::size_t> time) const {
        found.sent = time;
        found.last_only = time && name_speaks(names_[*time], words("last"));
    }

    /// Of events any time will do, as long as the file has one only.
    std::optional<std::size_t> time_of_events() const {
        if (const std::optional<std::size_t> named = time_of(1)) { return named; }
        std::optional<std::size_t> only;
        for (std::size_t c = 0; c < columns(); ++c) {
            if (!is_dated(data(c).kind) || ignored(c) || name_speaks(names_[c], words("not_sending"))) { continue; }
            if (only || is_personal(meaning(c))) { return std::nullopt; }
            only = c;
        }
        return only;
    }

    /// Who calls a company was not called by it.
    ContactEvidence without_incoming(ContactEvidence found) const {
        for (std::size_t c = 0; c < columns() && !found.direction; ++c) {
            const Interpretation& values = data(c);
            if (values.distinct > 6 || !name_speaks(names_[c], words("direction"))) { continue; }
            const Dictionary& ways = table_.columns[c].dictionary;
            std::uint32_t incoming = 0;
            std::vector<std::uint8_t> outgoing;
            for (std::uint32_t code = 0; code < ways.size(); ++code) {
                outgoing.push_back(value_speaks(plain_value(ways[code]), words("inbound")) ? 0 : 1);
                incoming += outgoing.back() == 0 ? 1 : 0;
            }
            if (incoming == 0) { continue; }
            if (incoming == ways.size()) { return {}; }
            found.direction = c;
            found.outgoing = std::move(outgoing);
        }
        return found;
    }

    /// "emailSend", "EMAIL_SEND" as "email send".
    static std::string plain_event(std::string_view spelling) {
        std::string plain = plain_name(spelling);
        std::ranges::replace(plain, '_', ' ');
        return plain;
    }

    /// 3 sent, 2 delivered or shown, 1 what people do with a message, 0 no event of a message.
    static int event_rank(std::string_view plain) {
        if (value_speaks(plain, words("event_not"))) { return 0; }
        if (value_speaks(plain, words("event_sent"))) { return 3; }
        if (value_speaks(plain, words("event_shown"))) { return 2; }
        return value_speaks(plain, words("event_reaction")) ? 1 : 0;
    }

    ContactEvidence by_event() {
        for (std::size_t c = 0; c < columns(); ++c) {
            if (ContactEvidence found = events_of(c); found.any()) { return found; }
        }
        return {};
    }

    /// Whatever the column is called: sent, opened, clicked, and hardly anything else.
    bool all_of_messages(const Column& column, const Interpretation& values) const {
        std::uint32_t kinds = 0;
        const double share = share_of_rows(column, values, [&](std::uint32_t code) {
            const std::string plain = plain_event(column.dictionary[code]);
            const bool one = event_rank(plain) > 0 || value_speaks(plain, words("reactions"));
            kinds += one ? 1 : 0;
            return one;
        });
        return !own_doing_ && kinds >= 2 && share > 0.8;
    }

    /// The rows of what came first count: whoever is sent, delivered and shows one message was contacted once.
    ContactEvidence events_of(std::size_t c) const {
        constexpr std::uint64_t most_events = 60;
        const Interpretation& values = data(c);
        const Column& column = table_.columns[c];
        const bool possible = (values.kind == Kind::category || values.kind == Kind::text) && !ignored(c) &&
                              values.distinct > 0 && values.distinct <= most_events;
        if (!possible || name_speaks(names_[c], words("not_events")) ||
            !(name_speaks(names_[c], words("event_names")) || all_of_messages(column, values))) {
            return {};
        }
        std::vector<int> ranks(column.dictionary.size(), 0);
        std::vector<std::uint8_t> reactions(ranks.size(), 0);
        std::vector<std::uint8_t> objections(ranks.size(), 0);
        for (std::uint32_t code = 0; code < ranks.size(); ++code) {
            if (!values.valid(code)) { continue; }
            const std::string plain = plain_event(column.dictionary[code]);
            if (value_speaks(plain, words("order_values"))) { return {}; }
            ranks[code] = event_rank(plain);
            objections[code] = value_speaks(plain, words("objections")) ? 1 : 0;
            if (objections[code] != 0) { ranks[code] = 0; }
            reactions[code] = ranks[code] <= 1 && value_speaks(plain, words("reactions")) ? 1 : 0;
        }
        const int best = ranks.empty() ? 0 : *std::ranges::max_element(ranks);
        ContactEvidence found;
        if (best == 0 || (best == 2 && own_doing_)) { return found; }
        found.source = Source::event;
        found.column = c;
        // A status says how far one message got: whoever answered it was sent it as well. In a file of orders it is
        // that of a parcel.
        const bool status = name_speaks(names_[c], words("statuses"));
        if (status && std::ranges::any_of(names_, of_transactions)) { return {}; }
        // What is sent in the handling of a request is an answer.
        if (beside(c, "requests")) { return {}; }
        for (std::size_t code = 0; code < ranks.size(); ++code) {
            const bool later = status && (ranks[code] > 0 || reactions[code] != 0);
            found.contacts.push_back(ranks[code] == best || later ? 1 : 0);
        }
        set_time(found, time_of_events());
        if (!status) {
            found.reactions = std::move(reactions);
            found.objections = std::move(objections);
        }
        // Whoever opened a message was sent it, but when and how often is not known by that.
        if (best == 1) { found.sent.reset(); }
        return found;
    }

    ContactEvidence by_flag() {
        for (std::size_t c = 0; c < columns(); ++c) {
            const Interpretation& values = data(c);
            const bool possible = !is_dated(values.kind) && values.distinct <= 3 && values.distinct > 0;
            if (!possible || ignored(c) || !name_speaks(names_[c], words("flags"))) { continue; }
            const Column& column = table_.columns[c];
            ContactEvidence found;
            for (std::uint32_t code = 0; code < column.dictionary.size(); ++code) {
                found.contacts.push_back(values.valid(code) && says_yes(column.dictionary[code]) ? 1 : 0);
            }
            if (std::ranges::find(found.contacts, 1) == found.contacts.end()) { continue; }
            found.source = Source::flag;
            found.column = c;
            set_time(found, time_of(3));
            return found;
        }
        return {};
    }

    static bool says_yes(std::string_view spelling) {
        const Words& yes = word_list("values", "yes");
        const std::string plain = plain_value(spelling);
        return std::ranges::find(yes, plain) != yes.end();
    }

    ContactEvidence by_sent_time() {
        const std::optional<std::size_t> time = time_of(3);
        if (!time) { return {}; }
        ContactEvidence found;
        found.source = Source::sent_time;
        found.column = time;
        set_time(found, time);
        for (std::uint32_t code = 0; code < table_.columns[*time].dictionary.size(); ++code) {
            found.contacts.push_back(data(*time).valid(code) ? 1 : 0);
        }
        return found;
    }

    /// Results that only those have who call others: busy, voicemail, not interested.
    ContactEvidence by_result() {
        constexpr std::uint64_t most_results = 30;
        const std::optional<std::size_t> time = own_doing_ ? std::nullopt : time_of_events();
        for (std::size_t c = 0; c < columns() && time && has_people(); ++c) {
            const Column& column = table_.columns[c];
            std::uint32_t kinds = 0;
            const bool few = data(c).kind == Kind::category && data(c).distinct <= most_results && !ignored(c);
            if (!few) { continue; }
            const double share = share_of_rows(column, data(c), [&](std::uint32_t code) {
                const bool result = value_speaks(plain_value(column.dictionary[code]), words("call_results"));
                kinds += result ? 1 : 0;
                return result;
            });
            if (kinds < 2 || share < 0.5) { continue; }
            ContactEvidence found;
            found.source = Source::channel;
            found.column = c;
            set_time(found, time);
            return found;
        }
        return {};
    }

    /// A time that could be of anything is that of a contact where the row says by what or with what, and nothing says
    /// that people did something themselves.
    ContactEvidence by_role() {
        const std::optional<std::size_t> time = own_doing_ ? std::nullopt : time_of(2);
        ContactEvidence found;
        set_time(found, time);
        for (std::size_t c = 0; c < columns() && !found.any(); ++c) {
            if (time && ((has(c, Role::channel) && is_channel(c)) || is_outbound(c))) {
                found.source = Source::channel;
            }
            if (has(c, Role::campaign) && time && has_people() && is_campaign(c)) { found.source = Source::campaign; }
            if (has(c, Role::copy) && !own_doing_ && has_people()) { found.source = Source::text; }
            if (found.any()) { found.column = c; }
        }
        return found;
    }

    bool is_channel(std::size_t c) const {
        if (name_speaks(names_[c], words("attribution"))) { return false; }
        const Column& column = table_.columns[c];
        return share_of_rows(column, data(c), [&](std::uint32_t code) {
                   return value_speaks(plain_value(column.dictionary[code]), words("channels"));
               }) >= 0.5;
    }

    bool is_outbound(std::size_t c) const {
        if (data(c).distinct > 6 || !name_speaks(names_[c], words("direction"))) { return false; }
        return share_of_rows(table_.columns[c], data(c), [&](std::uint32_t code) {
                   return value_speaks(plain_value(table_.columns[c].dictionary[code]), words("outbound"));
               }) > 0;
    }

    bool is_campaign(std::size_t c) const {
        return !name_speaks(names_[c], words("attribution")) && data(c).kind != Kind::boolean;
    }

    /// A file of ads has campaigns and days, and nobody in it, even where it is told by age and sex.
    bool has_people() const {
        const bool of_ads = std::ranges::count_if(names_, [](const std::string& name) {
                                return name_speaks(name, words("ad_figures"));
                            }) >= 2;
        for (std::size_t c = 0; c < columns(); ++c) {
            const std::string_view meaning = this->meaning(c);
            if (has(c, Role::person) || (has(c, Role::protected_) && !of_ads) || has(c, Role::consent) ||
                has(c, Role::opt_out) || meaning == "email" || meaning == "phone" || meaning == "customer_id" ||
                meaning == "username" ||
                (has(c, Role::identifier) && name_speaks(names_[c], word_list("roles", "person")))) {
                return true;
            }
        }
        return false;
    }

    bool beside(std::size_t c, std::string_view list) const {
        for (std::size_t other = 0; other < columns(); ++other) {
            if (other != c && name_speaks(names_[other], words(list))) { return true; }
        }
        return false;
    }

    /// "campaign" with whole numbers counts the calls of a campaign where columns of calls stand beside; a number of
    /// calls does where a campaign stands beside: else it may be how much somebody telephones.
    bool is_count(std::size_t c) const {
        if (name_speaks(names_[c], words("counts"))) { return true; }
        if (!name_speaks(names_[c], words("counts_in_campaign"))) { return false; }
        return beside(c, "campaign_beside") ||
               (names_[c].find("ampa") != std::string::npos && beside(c, "call_beside"));
    }

    ContactEvidence by_count() {
        constexpr double most_contacts = 1000;
        constexpr double often_at_most = 20;
        for (std::size_t c = 0; c < columns(); ++c) {
            const ColumnProfile& profile = profile_.columns[c];
            if (data(c).kind != Kind::integer || ignored(c) || !profile.min || *profile.min < 0 ||
                *profile.max > most_contacts || *profile.mean > often_at_most || !is_count(c) || !has_people()) {
                continue;
            }
            ContactEvidence found;
            found.source = Source::count;
            found.column = c;
            for (std::uint32_t code = 0; code < table_.columns[c].dictionary.size(); ++code) {
                found.contacts.push_back(data(c).valid(code) && data(c).values[code] > 0 ? 1 : 0);
            }
            return found;
        }
        return {};
    }

    const Table& table_;
    const Profile& profile_;
    const Plan& plan_;
    std::vector<std::string> names_;  ///< plain
    bool own_doing_ = false;          ///< the rows are what people do: orders, logins, tickets
};

}  // namespace

ContactEvidence contact_evidence(const Table& table, const Profile& profile, const Plan& plan) {
    return Search(table, profile, plan).run();
}

ContactList contact_list(const Table& table, const Profile& profile, const Plan& plan) {
    ContactList list;
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
        const Column& column = table.columns[c];
        if (plan.has_role(column.name, Role::ignore)) { continue; }
        const ColumnProfile& summary = profile.columns[c];
        const std::string_view meaning = meaning_in(plan, column.name, summary.meaning.id);
        const std::string plain = plain_name(column.name);
        list.for_contacting = list.for_contacting || name_speaks(plain, words("contact_list"));
        list.of_transactions = list.of_transactions || of_transactions(plain);
        const bool address = meaning == "email" || meaning == "phone";
        // A handful of addresses in a file of something else is no list, nor are those of the staff, which repeat.
        const std::uint64_t filled = summary.rows - summary.interpretation.missing;
        const bool of_many = summary.interpretation.distinct * 10 >= filled;
        if (address && of_many && filled > 0 && filled * 10 >= summary.rows && !list.address) { list.address = c; }
    }
    list.for_contacting = list.for_contacting && !list.of_transactions;
    return list;
}

}  // namespace klarsicht
