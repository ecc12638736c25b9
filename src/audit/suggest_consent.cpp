#include "audit/suggest_consent.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "audit/name_words.h"
#include "audit/suggest.h"
#include "base/word_list.h"

namespace klarsicht {

namespace {

using Words = std::vector<std::string>;

const Words& words(std::string_view list) { return word_list("consent", list); }

/// Yes and no alone say nothing without a question.
std::optional<bool> yes_or_no(std::string_view plain) {
    static const Words& yes_words = word_list("values", "yes");
    static const Words& no_words = word_list("values", "no");
    const auto is_in = [&](const Words& list) {
        return std::ranges::any_of(list, [&](const std::string& word) { return plain == plain_value(word); });
    };
    constexpr std::array<std::string_view, 12> short_yes = {"ja",   "j",    "yes",  "y", "oui", "o",
                                                            "true", "wahr", "vrai", "1", "x",   "t"};
    constexpr std::array<std::string_view, 9> short_no = {"nein",   "n",    "no", "non", "false",
                                                          "falsch", "faux", "0",  "f"};
    if (std::ranges::find(short_yes, plain) != short_yes.end() || is_in(yes_words)) { return true; }
    if (std::ranges::find(short_no, plain) != short_no.end() || is_in(no_words)) { return false; }
    return std::nullopt;
}

/// What a plain value says by a word of its own, whatever the column is called.
ConsentState state_of_word(std::string_view plain) {
    static const Words& undecided = words("undecided");
    static const Words& unreachable = words("unreachable");
    static const Words& refused = words("refused");
    static const Words& withdrawn = words("withdrawn");
    static const Words& given = words("given");
    // "not subscribed" has the word of "subscribed" in it: what denies is looked for first.
    if (value_speaks(plain, undecided)) { return ConsentState::none; }
    if (value_speaks(plain, unreachable)) { return ConsentState::unreachable; }
    if (value_speaks(plain, refused)) { return ConsentState::refused; }
    if (value_speaks(plain, withdrawn)) { return ConsentState::withdrawn; }
    if (!value_speaks(plain, given)) { return ConsentState::none; }
    return value_speaks(plain, words("negations")) ? ConsentState::refused : ConsentState::given;
}

bool names_a_way(std::string_view plain_value) {
    const std::string plain = plain_name(plain_value);
    return std::ranges::any_of(std::array{"phone", "email", "sms", "post", "written"},
                               [&](const char* list) { return name_speaks(plain, words(list)); });
}

ConsentState state_of(std::string_view spelling, Role role) {
    const std::string plain = plain_value(spelling);
    const bool objection = role == Role::opt_out;
    if (const ConsentState own = state_of_word(plain); own != ConsentState::none) {
        // Who never agreed has not objected, and "none" in a column of objections is no objection.
        return objection && own == ConsentState::refused ? ConsentState::given : own;
    }
    // Some systems keep a list of the channels agreed to: ["email"], [].
    const std::size_t first = spelling.find_first_not_of(' ');
    const bool list = first != std::string_view::npos && spelling[first] == '[';
    std::optional<bool> answer = list ? std::optional(!plain.empty()) : yes_or_no(plain);
    // "Telefon" says by what somebody agreed or objected.
    if (!answer && names_a_way(plain)) { answer = true; }
    if (!answer) { return ConsentState::none; }
    if (objection) { return *answer ? ConsentState::withdrawn : ConsentState::given; }
    return *answer ? ConsentState::given : ConsentState::refused;
}

/// Rows whose value is a word of subscribing, as a share: what a column of any name says.
double share_of_status(const Column& column, const Interpretation& data) {
    static const Words& status = words("status_words");
    return share_of_rows(
        column, data, [&](std::uint32_t code) { return value_speaks(plain_value(column.dictionary[code]), status); });
}

/// Systems that number the answers to a choice give yes the 1 and no the 2.
bool numbered_answers(const Column& column, const Interpretation& data) {
    if (data.kind != Kind::integer || data.distinct != 2) { return false; }
    return share_of_rows(column, data, [&](std::uint32_t code) {
               return data.valid(code) && (data.values[code] == 1 || data.values[code] == 2);
           }) == 1;
}

/// Whether the values can be answers: few, and no counts, addresses or texts.
bool can_answer(const Column& column, const Interpretation& data) {
    if (is_dated(data.kind) || data.kind == Kind::boolean || numbered_answers(column, data)) { return true; }
    constexpr std::uint64_t most_answers = 40;
    if (data.distinct > most_answers) { return false; }
    if (!is_numeric(data.kind)) { return true; }
    return share_of_rows(column, data, [&](std::uint32_t code) {
               return data.valid(code) && (data.values[code] == 0 || data.values[code] == 1);
           }) > 0.95;
}

double share_understood(const Column& column, const Interpretation& data, Role role) {
    static const Words& undecided = words("undecided");
    const std::vector<ConsentState> states = consent_states(column, data, role);
    return share_of_rows(column, data, [&](std::uint32_t code) {
        return states[code] != ConsentState::none || value_speaks(plain_value(column.dictionary[code]), undecided);
    });
}

ConsentEvidence found(Role role, std::string_view key, std::string_view word) {
    ConsentEvidence evidence;
    evidence.role = role;
    evidence.why = Message(key);
    evidence.why.text("word", word);
    return evidence;
}

/// By its name alone: a word of consent or objection, or what is allowed or forbidden of what people are contacted by
/// ("Push erlaubt", "Anrufverbot", "not contactable").
std::optional<Role> role_by_name(std::string_view plain) {
    if (name_speaks(plain, words("objection"))) { return Role::opt_out; }
    const bool topic = name_speaks(plain, words("topics")) && !name_speaks(plain, words("reacted")) &&
                       !name_speaks(plain, words("stands"));
    if (topic && name_speaks(plain, words("forbids"))) { return Role::opt_out; }
    if (name_speaks(plain, words("consent")) || (topic && name_speaks(plain, words("permits")))) {
        return name_speaks(plain, words("denies")) ? Role::opt_out : Role::consent;
    }
    return std::nullopt;
}

/// A name that only says what it is about ("Newsletter", "E-Mails", "subscriptions"), with values that answer.
bool answers_under_a_topic(const Column& column, const Interpretation& data, std::string_view plain) {
    constexpr double most = 0.8;
    if (is_dated(data.kind)) {
        // A day beside blanks: since when.
        return plain == "newsletter" && data.missing > 0;
    }
    const auto share_of = [&](std::string_view list) {
        return share_of_rows(column, data, [&](std::uint32_t code) {
            return value_speaks(plain_value(column.dictionary[code]), words(list));
        });
    };
    if (name_speaks(plain, words("topics")) && share_of("allow_values") > most) { return true; }
    const bool channels = name_speaks(plain, words("channels_agreed"));
    const bool asks = name_speaks(plain, words("consent_by_values")) && !name_speaks(plain, words("reacted"));
    if (!channels && !asks) { return false; }
    const std::vector<ConsentState> states = consent_states(column, data, Role::consent);
    // Channels alone may say by what somebody likes to be reached, or was.
    if (channels && std::ranges::find(states, ConsentState::refused) == states.end()) { return false; }
    return share_understood(column, data, Role::consent) > most;
}

}  // namespace

ContactWay contact_way(std::string_view text) {
    constexpr std::array lists = {std::pair{ContactWay::phone, std::string_view("phone")},
                                  std::pair{ContactWay::email, std::string_view("email")},
                                  std::pair{ContactWay::sms, std::string_view("sms")},
                                  std::pair{ContactWay::post, std::string_view("post")}};
    const std::string plain = plain_name(text);
    ContactWay way = ContactWay::any;
    for (const auto& [said, list] : lists) {
        if (!name_speaks(plain, words(list))) { continue; }
        // "direct mail" is post; any other two together are several.
        const bool direct_mail = way == ContactWay::email && said == ContactWay::post;
        if (way != ContactWay::any && !direct_mail) { return ContactWay::any; }
        way = said;
    }
    return way == ContactWay::any && name_speaks(plain, words("written")) ? ContactWay::written : way;
}

bool names_only_a_way(std::string_view name) {
    const std::string plain = plain_name(name);
    const bool short_name = std::ranges::count(plain, '_') <= 1;
    const bool other = name_speaks(plain, words("reacted")) || name_speaks(plain, words("stands")) ||
                       name_speaks(plain, words("about_it"));
    const ContactWay way = contact_way(name);
    return short_name && !other && way != ContactWay::any && way != ContactWay::written;
}

bool speaks_of(ContactWay wish, ContactWay contact) {
    if (wish == ContactWay::any || contact == ContactWay::any || wish == contact) { return true; }
    const bool spoken = wish == ContactWay::phone || contact == ContactWay::phone;
    return !spoken && (wish == ContactWay::written || contact == ContactWay::written);
}

std::vector<ConsentState> consent_states(const Column& column, const Interpretation& data, Role role) {
    std::vector<ConsentState> states(column.dictionary.size(), ConsentState::none);
    const bool numbered = numbered_answers(column, data);
    for (std::uint32_t code = 0; code < states.size(); ++code) {
        if (data.states[code] == CellState::missing) { continue; }
        std::string_view spelling = column.dictionary[code];
        if (is_dated(data.kind) && data.valid(code)) { spelling = "ja"; }
        if (numbered) { spelling = data.values[code] == 1 ? "ja" : "nein"; }
        states[code] = state_of(spelling, role);
    }
    return states;
}

ConsentEvidence consent_evidence(const Column& column, const ColumnProfile& profile, std::string_view meaning) {
    constexpr std::size_t longest_name = 120;
    const Interpretation& data = profile.interpretation;
    const std::string plain = plain_name(column.name);
    if (data.distinct == 0 || column.name.size() > longest_name || is_personal(meaning)) { return {}; }
    if (name_speaks(plain, words("other_purpose"))) { return {}; }
    if (!can_answer(column, data) || name_speaks(plain, words("about_it"))) { return {}; }
    const bool leaving = is_dated(data.kind) && name_speaks(plain, words("left_on"));
    const std::optional<Role> named = leaving ? std::optional(Role::opt_out) : role_by_name(plain);
    // A million points in time are no words of subscribing.
    const double statuses = is_dated(data.kind) ? 0 : share_of_status(column, data);
    constexpr double nearly_all = 0.9;
    const bool is_status =
        statuses > 0.5 || (statuses > 0 && share_understood(column, data, Role::consent) > nearly_all);
    // "Unsubscribed" with statuses is an objection, a status of consent tells of both.
    if (is_status && (named != Role::opt_out || name_speaks(plain, words("consent")))) {
        return found(Role::consent, "consent.why.values", column.dictionary[profile.top.front().code]);
    }
    if (named) {
        return found(*named, named == Role::consent ? "consent.why.consent" : "consent.why.objection", column.name);
    }
    if (answers_under_a_topic(column, data, plain)) { return found(Role::consent, "consent.why.both", column.name); }
    return {};
}

ConsentEvidence consent_beside_address(const Column& column, const ColumnProfile& profile) {
    const Interpretation& data = profile.interpretation;
    const std::string plain = plain_name(column.name);
    if (is_dated(data.kind)) {
        if (name_speaks(plain, words("left_at"))) { return found(Role::opt_out, "consent.why.objection", column.name); }
        return {};
    }
    constexpr double nearly_all = 0.9;
    const bool leaves = data.distinct > 1 && can_answer(column, data) &&
                        share_of_rows(column, data, [&](auto code) {
                            return value_speaks(plain_value(column.dictionary[code]), words("left_values"));
                        }) > 0;
    if (!leaves || share_understood(column, data, Role::consent) <= nearly_all) { return {}; }
    return found(Role::consent, "consent.why.values", column.dictionary[profile.top.front().code]);
}

}  // namespace klarsicht
