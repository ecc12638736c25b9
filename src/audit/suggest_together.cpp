#include "audit/suggest_together.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "audit/groups.h"
#include "audit/suggest_arms.h"
#include "audit/suggest_consent.h"
#include "audit/suggest_events.h"
#include "audit/suggest_names.h"
#include "audit/suggest_person.h"
#include "base/word_list.h"
#include "profile/meaning.h"
#include "profile/meaning_head.h"

namespace klarsicht {

namespace {

using Suggestions = std::vector<std::vector<RoleSuggestion>>;

bool has(const std::vector<RoleSuggestion>& roles, Role role) {
    return std::ranges::any_of(roles, [&](const RoleSuggestion& s) { return s.role == role; });
}

bool somewhere(const Suggestions& suggested, Role role) {
    return std::ranges::any_of(suggested, [&](const auto& roles) { return has(roles, role); });
}

/// Whether two columns of two values divide the rows alike. Looked at by codes: some thousand rows that differ are
/// found at once, a copy costs a pass.
bool says_the_same(const CodeGroups& a, const Column& first, const CodeGroups& b, const Column& second) {
    if (a.labels.size() != 2 || b.labels.size() != 2) { return false; }
    std::uint32_t with_zero = Grouping::none;
    for (std::size_t row = 0; row < first.codes.size(); ++row) {
        const std::uint32_t x = a.group[first.codes[row]];
        const std::uint32_t y = b.group[second.codes[row]];
        if ((x == Grouping::none) != (y == Grouping::none)) { return false; }
        if (x == Grouping::none) { continue; }
        const std::uint32_t expected = x == 0 ? y : 1 - y;
        if (with_zero == Grouping::none) { with_zero = expected; }
        if (with_zero != expected) { return false; }
    }
    return with_zero != Grouping::none;
}

Message two_values() { return Message("why.two_values"); }

/// Columns that may be what happened though no name says so: neither what somebody has or is, nor a mark of the
/// system.
bool may_be_by_place(const Column& column, const ColumnProfile& profile, const std::vector<RoleSuggestion>& roles) {
    const Interpretation& data = profile.interpretation;
    if (column.name.empty() || roles.size() != 1 || roles[0].role != Role::attribute || !roles[0].why.empty()) {
        return false;
    }
    // Two nouns divide rows into kinds; only yes and no tell of what happened. A blank would be a third answer.
    const bool answers = data.kind == Kind::boolean || data.kind == Kind::integer || answers_of(column, data).opposed;
    return answers && data.distinct == 2 && profile.rows >= 50 && data.missing * 20 < profile.rows &&
           head_rank(plain_name(column.name), "possession") < 0;
}

/// Where nothing else says what happened, the one column of yes and no whose name is that of something done.
void something_done(const Table& table, const Profile& profile, const std::vector<std::string_view>& meanings,
                    Suggestions& suggested) {
    const bool people = std::ranges::any_of(meanings, tells_of_people) ||
                        std::ranges::find(meanings, "customer_id") != meanings.end() ||
                        somewhere(suggested, Role::person);
    if (!people) { return; }
    std::size_t done = suggested.size();
    for (std::size_t c = 0; c < suggested.size(); ++c) {
        if (has(suggested[c], Role::outcome)) { return; }
        const Column& column = table.columns[c];
        if (suggested[c].size() != 1 || suggested[c][0].role != Role::attribute) { continue; }
        if (profile.columns[c].interpretation.distinct != 2 || !says_done(plain_name(column.name)) ||
            !answers_of(column, profile.columns[c].interpretation).yes_or_no) {
            continue;
        }
        if (done < suggested.size()) { return; }
        done = c;
    }
    if (done < suggested.size()) { suggested[done] = {{Role::outcome, 900, {Message("why.done"), two_values()}}}; }
}

/// Whether some column says what was decided, what happened, or who got which treatment.
bool says_what_happened(const Suggestions& suggested) {
    return std::ranges::any_of(std::array{Role::outcome, Role::decision, Role::treatment},
                               [&](Role role) { return somewhere(suggested, role); });
}

/// Two classes of a number: <=50K, >50K.
bool classes_of_a_number(const CodeGroups& groups) {
    const auto is_class = [](const std::string& label) { return label.starts_with('<') || label.starts_with('>'); };
    return groups.labels.size() == 2 && std::ranges::all_of(groups.labels, is_class);
}

/// Files made for learning keep what is to be learnt in the last column.
void last_column(const Table& table, const Profile& profile, const std::vector<std::string_view>& meanings,
                 Suggestions& suggested) {
    // Who keeps a file to write to people keeps no riddle in its last column.
    constexpr std::array<std::string_view, 4> reach = {"email", "phone", "street_address", "full_address"};
    if (std::ranges::any_of(meanings, [&](auto m) { return std::ranges::find(reach, m) != reach.end(); })) { return; }
    std::size_t columns = suggested.size();
    while (columns > 0 && table.columns[columns - 1].name.empty()) { --columns; }
    if (columns < 4) { return; }
    if (says_what_happened(suggested)) { return; }
    const std::size_t last = columns - 1;
    const CodeGroups groups = group_codes(table.columns[last], profile.columns[last].interpretation, {}, 0);
    const bool classes =
        classes_of_a_number(groups) && std::ranges::all_of(suggested[last], [](const RoleSuggestion& s) {
            return s.role == Role::attribute || s.role == Role::quasi_identifier;
        });
    if (!classes && !may_be_by_place(table.columns[last], profile.columns[last], suggested[last])) { return; }
    suggested[last] = {{Role::outcome, 1000, {two_values(), Message("why.last_column")}}};
}

/// Files of that kind as well: behind what identifies a row what is to be learnt, then what is known before.
void behind_the_key(const Table& table, const Profile& profile, Suggestions& suggested) {
    constexpr std::size_t fewest = 4;
    if (suggested.size() < fewest || !has(suggested[0], Role::identifier)) { return; }
    if (says_what_happened(suggested)) { return; }
    const bool key = profile.columns[0].interpretation.distinct == profile.columns[0].rows;
    if (!key || !may_be_by_place(table.columns[1], profile.columns[1], suggested[1])) { return; }
    suggested[1] = {{Role::outcome, 1000, {two_values(), Message("why.behind_the_key")}}};
}

/// Where nothing else identifies a row, a number that no other row has, of as many digits in every row, at the start.
void number_at_the_start(const Profile& profile, Suggestions& suggested) {
    constexpr std::uint64_t fewest_rows = 100;
    constexpr double least = 1000, most_times = 10;
    for (std::size_t c = 0; c < suggested.size(); ++c) {
        const bool own = profile.columns[c].interpretation.distinct == profile.columns[c].rows;
        if (has(suggested[c], Role::person) || (own && has(suggested[c], Role::identifier))) { return; }
    }
    for (std::size_t c = 0; c < std::min<std::size_t>(2, suggested.size()); ++c) {
        const ColumnProfile& column = profile.columns[c];
        const bool number = column.interpretation.kind == Kind::integer && column.min && *column.min >= least &&
                            *column.max < most_times * *column.min;
        const bool unsaid = suggested[c].size() == 1 && suggested[c][0].role == Role::attribute;
        if (!number || !unsaid || column.rows < fewest_rows || column.interpretation.distinct != column.rows) {
            continue;
        }
        suggested[c] = {{Role::identifier, 0, {Message("why.unique")}}};
        return;
    }
}

/// What a credit bureau thinks of somebody is a trait of theirs, and no forecast of what the file is about, unless the
/// file decides by it.
void credit_scores(const Table& table, Suggestions& suggested) {
    if (somewhere(suggested, Role::decision)) { return; }
    for (std::size_t c = 0; c < suggested.size(); ++c) {
        if (has(suggested[c], Role::score) && word_anywhere(plain_name(table.columns[c].name), "credit_scores")) {
            suggested[c] = {{Role::attribute}};
        }
    }
}

/// "deliverytype", "Lieferdatum", "shipping_costs": a word of the name begins so.
bool names_parcels(const Column& column) {
    const std::string plain = "_" + plain_name(column.name);
    return std::ranges::any_of(word_list("roles", "parcels"),
                               [&](const std::string& word) { return plain.find("_" + word) != std::string::npos; });
}

/// What parcels and goods weigh is no weight of a row.
void weight_of_goods(const Table& table, Suggestions& suggested) {
    const bool goods = somewhere(suggested, Role::product) || std::ranges::any_of(table.columns, names_parcels);
    for (std::size_t c = 0; goods && c < suggested.size(); ++c) {
        if (has(suggested[c], Role::weight) && !word_anywhere(plain_name(table.columns[c].name), "of_samples")) {
            suggested[c] = {{Role::attribute}};
        }
    }
}

void drop_copies(const Table& table, const Profile& profile, Suggestions& suggested) {
    std::vector<std::pair<std::size_t, CodeGroups>> outcomes;
    for (std::size_t c = 0; c < suggested.size(); ++c) {
        if (!has(suggested[c], Role::outcome)) { continue; }
        CodeGroups groups = group_codes(table.columns[c], profile.columns[c].interpretation, {}, 0);
        const bool copy = std::ranges::any_of(outcomes, [&](const auto& earlier) {
            return says_the_same(earlier.second, table.columns[earlier.first], groups, table.columns[c]);
        });
        if (copy) {
            suggested[c] = {{Role::attribute, 0, {Message("why.copy")}}};
            continue;
        }
        if (groups.labels.size() == 2) { suggested[c][0].why.push_back(two_values()); }
        outcomes.emplace_back(c, std::move(groups));
    }
}

/// Where something happened and nobody else says who got what, labels of one stem under a name that says nothing.
void arms_beside(const Table& table, const Profile& profile, Suggestions& suggested) {
    if (somewhere(suggested, Role::treatment) || !somewhere(suggested, Role::outcome)) { return; }
    for (std::size_t c = 0; c < suggested.size(); ++c) {
        const bool unsaid = suggested[c].size() == 1 &&
                            (suggested[c][0].role == Role::attribute || suggested[c][0].role == Role::campaign);
        if (unsaid &&
            like_arms(table.columns[c], plain_name(table.columns[c].name), profile.columns[c].interpretation)) {
            suggested[c] = {{Role::treatment, 500, {Message("why.arms")}}};
            return;
        }
    }
}

/// Offers of one stem that people accept ("Accepted_1", "Accepted_2") are what happened, several times.
void accepted_offers(const Table& table, const Profile& profile, Suggestions& suggested) {
    const auto stem = [&](std::size_t c) {
        std::string plain = plain_name(table.columns[c].name);
        const std::size_t end = plain.find_last_not_of("0123456789_");
        const bool counted =
            !plain.empty() && end != std::string::npos && end + 1 < plain.size() && plain.back() != '_';
        plain.resize(counted && profile.columns[c].interpretation.distinct == 2 ? end + 1 : 0);
        return plain;
    };
    std::vector<std::string> stems;
    for (std::size_t c = 0; c < suggested.size(); ++c) { stems.push_back(stem(c)); }
    for (std::size_t c = 0; c < suggested.size(); ++c) {
        if (stems[c].empty() || !has(suggested[c], Role::decision)) { continue; }
        const WordOfName word = word_anywhere(stems[c], "accept");
        if (word && std::ranges::count(stems, stems[c]) > 1) {
            suggested[c] = {{Role::outcome, 10, {name_says(word.word)}}};
        }
    }
}

/// What is called a description beside goods and their prices describes these: no advertising.
void descriptions_of_goods(const Table& table, Suggestions& suggested) {
    if (!somewhere(suggested, Role::product) || !somewhere(suggested, Role::price)) { return; }
    for (std::size_t c = 0; c < suggested.size(); ++c) {
        const std::string plain = plain_name(table.columns[c].name);
        if (has(suggested[c], Role::copy) && head_rank(plain, "of_goods") >= 0) {
            suggested[c] = {{Role::product, 400, suggested[c][0].why}};
        }
    }
}

/// "Dr.", "Prof." and no more: degrees of women and men alike.
bool degrees_only(const Column& column, const Interpretation& data) {
    const std::vector<std::string>& titles = word_list("roles", "titles");
    for (const std::string& label : group_codes(column, data, {}, 0).labels) {
        std::string plain = plain_name(label);
        plain = plain.substr(0, plain.find('_'));
        if (std::ranges::find(titles, plain) == titles.end()) { return false; }
    }
    return true;
}

/// Where no column says the gender, the salutation does.
void salutation_for_gender(const Table& table, const Profile& profile, const std::vector<std::string_view>& meanings,
                           Suggestions& suggested) {
    if (std::ranges::find(meanings, "gender") != meanings.end()) { return; }
    for (std::size_t c = 0; c < suggested.size(); ++c) {
        const Interpretation& data = profile.columns[c].interpretation;
        if (meanings[c] != "salutation" || suggested[c].empty() || data.distinct < 2 || data.distinct > 20) {
            continue;
        }
        if (!degrees_only(table.columns[c], data)) { suggested[c].push_back({Role::protected_}); }
    }
}

/// Impressions and clicks by age and gender are sums of many: nobody is recognised in them.
void sums_of_many(const Table& table, const Profile& profile, Suggestions& suggested) {
    std::size_t measures = 0;
    for (std::size_t c = 0; c < suggested.size(); ++c) {
        const Kind kind = profile.columns[c].interpretation.kind;
        if (has(suggested[c], Role::person) || has(suggested[c], Role::identifier)) { return; }
        measures += is_numeric(kind) && head_rank(plain_name(table.columns[c].name), "adverts") >= 0 ? 1 : 0;
    }
    if (measures < 2) { return; }
    for (auto& roles : suggested) {
        std::erase_if(roles, [](const RoleSuggestion& s) { return s.role == Role::quasi_identifier; });
    }
}

/// "user_country", "customer_type", "is_repeated_guest".
bool names_customers(std::string_view name) {
    return std::ranges::any_of(header_words(name, true), [](const std::string& word) { return means_customers(word); });
}

/// A place by itself says nothing of anybody; beside an age or a name it does, and where the file tells what customers
/// did.
void places_of_people(const Table& table, const std::vector<std::string_view>& meanings, const Profile& profile,
                      Suggestions& suggested) {
    const bool people =
        std::ranges::any_of(meanings, tells_of_people) ||
        (somewhere(suggested, Role::outcome) &&
         std::ranges::any_of(table.columns, [](const Column& column) { return names_customers(column.name); }));
    for (std::size_t c = 0; c < suggested.size(); ++c) {
        if (meanings[c] != "country" && meanings[c] != "region") { continue; }
        if (!people && !names_customers(table.columns[c].name)) { continue; }
        const bool unsaid =
            suggested[c].empty() || (suggested[c].size() == 1 && suggested[c][0].role == Role::attribute);
        if (!unsaid || profile.columns[c].interpretation.distinct < 2) { continue; }
        suggested[c].insert(suggested[c].begin(), {Role::quasi_identifier, 0, {holds_meaning(meanings[c])}});
    }
}

/// "Postalisch: ja" beside "Werbung per E-Mail: ja": what somebody is contacted by, with yes and no next to a consent,
/// is a consent to that.
void ways_beside_consent(const Table& table, const Profile& profile, const std::vector<std::string_view>& meanings,
                         Suggestions& suggested) {
    const auto is_way = [&](std::size_t c) {
        const Column& column = table.columns[c];
        return !is_personal(meanings[c]) && !has(suggested[c], Role::consent) && !has(suggested[c], Role::opt_out) &&
               names_only_a_way(column.name) && answers_of(column, profile.columns[c].interpretation).yes_or_no;
    };
    const auto take = [&](std::size_t c, std::size_t beside) {
        if (!is_way(c) || !has(suggested[beside], Role::consent)) { return; }
        Message why("consent.why.both");
        why.text("word", table.columns[c].name);
        suggested[c] = {{Role::consent, 0, {std::move(why)}}};
    };
    for (std::size_t c = 1; c < suggested.size(); ++c) { take(c, c - 1); }
    for (std::size_t c = suggested.size(); c > 1; --c) { take(c - 2, c - 1); }
}

}  // namespace

void suggest_together(const Table& table, const Profile& profile, const std::vector<std::string_view>& meanings,
                      Suggestions& suggested) {
    salutation_for_gender(table, profile, meanings, suggested);
    number_at_the_start(profile, suggested);
    weight_of_goods(table, suggested);
    credit_scores(table, suggested);
    settle_persons(profile, suggested);
    ways_beside_consent(table, profile, meanings, suggested);
    places_of_people(table, meanings, profile, suggested);
    sums_of_many(table, profile, suggested);
    descriptions_of_goods(table, suggested);
    accepted_offers(table, profile, suggested);
    drop_copies(table, profile, suggested);
    last_column(table, profile, meanings, suggested);
    behind_the_key(table, profile, suggested);
    something_done(table, profile, meanings, suggested);
    arms_beside(table, profile, suggested);
}

}  // namespace klarsicht
