#include "audit/told_groups.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

namespace klarsicht {

namespace {

using stats::Sum;
using stats::ToldSums;

constexpr std::size_t most_cells = 4000;
/// Groups that so many columns make are watched over by name.
constexpr std::size_t most_watched_columns = 3;
/// Every attempt watches over more sums; two or three were enough in all random files of the tests.
constexpr int most_attempts = 8;

bool few(std::uint64_t people) { return people > 0 && people < least_people_shown; }

/// Cells by their groups in some of the columns.
class CellsBy {
public:
    explicit CellsBy(const std::vector<std::vector<std::uint32_t>>& members) : members_(members) {}

    const std::map<std::vector<std::uint32_t>, Sum>& columns(const std::vector<std::size_t>& columns) {
        const auto [place, is_new] = by_.try_emplace(columns);
        for (std::size_t cell = 0; is_new && cell < members_.size(); ++cell) {
            std::vector<std::uint32_t> key;
            for (const std::size_t column : columns) { key.push_back(members_[cell][column]); }
            place->second[std::move(key)].push_back(cell);
        }
        return place->second;
    }

    /// Empty where the group does not occur.
    Sum of(const GroupKey& group) {
        const auto& cells = columns(group.columns);
        const auto found = cells.find(group.members);
        return found == cells.end() ? Sum() : found->second;
    }

private:
    const std::vector<std::vector<std::uint32_t>>& members_;
    std::map<std::vector<std::size_t>, std::map<std::vector<std::uint32_t>, Sum>> by_;
};

std::uint64_t people_in(const Sum& sum, const std::vector<std::uint64_t>& people) {
    std::uint64_t total = 0;
    for (const std::size_t cell : sum) { total += people[cell]; }
    return total;
}

/// What is left of each group of a column without the groups of another that lie within it; and of everybody without
/// the groups of a column that are no small ones.
void add_rests(CellsBy& by, std::size_t columns, const std::vector<std::uint64_t>& people, std::vector<Sum>& sums) {
    for (std::size_t inner = 0; inner < columns; ++inner) {
        Sum small;
        for (const auto& [key, cells] : by.columns({inner})) {
            if (few(people_in(cells, people))) { small.insert(small.end(), cells.begin(), cells.end()); }
        }
        std::ranges::sort(small);
        sums.push_back(std::move(small));
        for (std::size_t outer = 0; outer < columns; ++outer) {
            if (outer == inner) { continue; }
            for (const auto& [key, whole] : by.columns({outer})) {
                Sum rest = whole;
                for (const auto& [other, cells] : by.columns({inner})) {
                    if (!std::ranges::includes(whole, cells)) { continue; }
                    Sum left;
                    std::ranges::set_difference(rest, cells, std::back_inserter(left));
                    rest = std::move(left);
                }
                sums.push_back(std::move(rest));
            }
        }
    }
}

/// One table of cells, and what may be told of it.
class System {
public:
    System(const CrossedPeople& crossed, std::span<const GroupKey> groups)
        : crossed_(crossed), groups_(groups), by_(crossed.members) {
        for (const GroupKey& group : groups) { sums_.push_back(by_.of(group)); }
        for (std::size_t cell = 0; cell < crossed.members.size(); ++cell) { everybody_.push_back(cell); }
    }

    std::uint64_t work() const {
        const std::uint64_t cells = crossed_.members.size();
        const std::uint64_t told = std::min<std::uint64_t>(sums_.size() + 1, cells);
        return told * told * cells * crossed_.people.size();
    }

    /// @param telling [groups] hidden ones stay hidden
    void tell(std::vector<Telling>& telling, std::size_t told) {
        for (std::size_t measure = 0; measure < crossed_.people.size(); ++measure) {
            const std::vector<std::uint64_t>& people = crossed_.people[measure];
            if (std::ranges::none_of(people, few)) { continue; }
            std::vector<Sum> watched = watched_sums(crossed_.members, people);
            std::vector<Telling> tried;
            for (int attempt = 0;; ++attempt) {
                tried = telling;
                const std::vector<Sum> more = try_to_tell(tried, told, measure, watched);
                if (more.empty()) { break; }
                watched.insert(watched.end(), more.begin(), more.end());
                if (attempt + 1 == most_attempts) {
                    hide_crossed(tried);
                    break;
                }
            }
            telling = std::move(tried);
        }
    }

private:
    /// @return sums about few people that follow although none of them was watched over
    std::vector<Sum> try_to_tell(std::vector<Telling>& telling, std::size_t told, std::size_t measure,
                                 const std::vector<Sum>& watched) const {
        const std::vector<std::uint64_t>& people = crossed_.people[measure];
        ToldSums sums(people, least_people_shown, sums_.size() + 1);
        sums.watch(watched);
        sums.tell(everybody_);
        const std::size_t before = told > 0 ? 0 : sums.few_that_follow().size();
        for (std::size_t g = 0; g < sums_.size(); ++g) {
            if (telling[g] == Telling::hidden) { continue; }
            const std::uint64_t about = people_in(sums_[g], people);
            // What of the other measures rests on few people is suppressed where it is told.
            if (few(about) && measure == 0) { telling[g] = Telling::hidden; }
            if (about < least_people_shown) { continue; }
            if (g < told) {
                sums.tell(sums_[g]);
            } else if (!sums.tell_if_safe(sums_[g])) {
                telling[g] = Telling::hidden;
            }
        }
        if (told > 0) { return {}; }
        std::vector<Sum> found = sums.few_that_follow();
        return found.size() > before ? found : std::vector<Sum>();
    }

    /// What single columns tell was looked after before (withhold.h).
    void hide_crossed(std::vector<Telling>& telling) const {
        for (std::size_t g = 0; g < telling.size(); ++g) {
            if (groups_[g].columns.size() > 1) { telling[g] = Telling::hidden; }
        }
    }

    const CrossedPeople& crossed_;
    std::span<const GroupKey> groups_;
    CellsBy by_;
    std::vector<Sum> sums_;
    Sum everybody_;
};

/// Groups by the sets of columns that they have.
class GroupsBySet {
public:
    explicit GroupsBySet(std::span<const GroupKey> groups) : groups_(groups) {
        for (std::size_t g = 0; g < groups.size(); ++g) { by_set_[groups[g].columns].places.push_back(g); }
    }

    /// The sets that lie within no larger one, in the order of the groups.
    std::vector<std::vector<std::size_t>> widest() {
        for (const auto& own : by_set_) {
            const std::size_t widest = own.first.size();
            each_within(own.first, [&](Groups& groups, std::size_t size) { groups.widest &= size == widest; });
        }
        std::vector<std::vector<std::size_t>> sets;
        for (std::size_t g = 0; g < groups_.size(); ++g) {
            const Groups& own = by_set_.find(groups_[g].columns)->second;
            if (own.widest && own.places.front() == g) { sets.push_back(groups_[g].columns); }
        }
        return sets;
    }

    /// The places of all groups whose columns are among these, ascending.
    std::vector<std::size_t> within(const std::vector<std::size_t>& set) {
        std::vector<std::size_t> places;
        each_within(set, [&](const Groups& groups, std::size_t) {
            places.insert(places.end(), groups.places.begin(), groups.places.end());
        });
        std::ranges::sort(places);
        return places;
    }

private:
    struct Groups {
        std::vector<std::size_t> places;
        bool widest = true;
    };

    /// Calls take(groups, size) of every set that is part of this one. A set of few columns has fewer parts than there
    /// are sets: a wide file has tens of thousands of pairs.
    void each_within(const std::vector<std::size_t>& set, const auto& take) {
        if (set.size() >= 64 || (std::uint64_t{1} << set.size()) > by_set_.size()) {
            for (auto& [other, groups] : by_set_) {
                if (std::ranges::includes(set, other)) { take(groups, other.size()); }
            }
            return;
        }
        std::vector<std::size_t> part;
        for (std::uint64_t chosen = 0; chosen < std::uint64_t{1} << set.size(); ++chosen) {
            part.clear();
            for (std::size_t i = 0; i < set.size(); ++i) {
                if ((chosen >> i & 1) != 0) { part.push_back(set[i]); }
            }
            if (const auto found = by_set_.find(part); found != by_set_.end()) { take(found->second, part.size()); }
        }
    }

    std::span<const GroupKey> groups_;
    std::map<std::vector<std::size_t>, Groups> by_set_;
};

/// Tells over each of the widest sets of columns, as long as there is time.
std::vector<Telling> telling_by_sets(const AuditContext& context, std::span<const DividedColumn> columns,
                                     std::span<const GroupKey> groups, std::size_t told,
                                     std::span<const std::size_t> measured, std::uint64_t left) {
    std::vector<Telling> telling(groups.size(), Telling::told);
    std::vector<std::uint8_t> checked(groups.size(), 0);
    GroupsBySet by_set(groups);
    for (const std::vector<std::size_t>& set : by_set.widest()) {
        std::vector<DividedColumn> divided;
        for (const std::size_t place : set) { divided.push_back(columns[place]); }
        const std::uint64_t looking = context.table.rows() * set.size();
        if (looking > left) { continue; }
        left -= looking;
        const std::optional<CrossedPeople> crossed =
            cross_people(context, divided, measured, {}, most_cells, CellOfRow::no);
        if (!crossed) { continue; }
        std::vector<GroupKey> within;
        const std::vector<std::size_t> places = by_set.within(set);
        std::size_t within_told = 0;
        for (const std::size_t g : places) {
            GroupKey own{{}, groups[g].members};
            for (const std::size_t column : groups[g].columns) {
                own.columns.push_back(static_cast<std::size_t>(std::ranges::find(set, column) - set.begin()));
            }
            within.push_back(std::move(own));
            within_told += g < told ? 1 : 0;
        }
        System system(*crossed, within);
        if (system.work() > left) { continue; }
        left -= system.work();
        std::vector<Telling> own;
        for (const std::size_t g : places) { own.push_back(telling[g]); }
        system.tell(own, within_told);
        for (std::size_t i = 0; i < places.size(); ++i) {
            telling[places[i]] = own[i];
            checked[places[i]] = 1;
        }
    }
    for (std::size_t g = 0; g < groups.size(); ++g) {
        if (checked[g] == 0) { telling[g] = Telling::unchecked; }
    }
    return telling;
}

}  // namespace

std::vector<Sum> watched_sums(const std::vector<std::vector<std::uint32_t>>& members,
                              const std::vector<std::uint64_t>& people) {
    std::vector<Sum> sums;
    if (members.empty()) { return sums; }
    const std::size_t columns = members.front().size();
    CellsBy by(members);
    std::vector<std::vector<std::size_t>> sets(1);
    for (std::size_t i = 0; i < sets.size(); ++i) {
        if (!sets[i].empty()) {
            for (const auto& [key, cells] : by.columns(sets[i])) {
                if (few(people_in(cells, people))) { sums.push_back(cells); }
            }
        }
        if (sets[i].size() == most_watched_columns) { continue; }
        for (std::size_t column = sets[i].empty() ? 0 : sets[i].back() + 1; column < columns; ++column) {
            std::vector<std::size_t> wider = sets[i];
            wider.push_back(column);
            sets.push_back(std::move(wider));
        }
    }
    add_rests(by, columns, people, sums);
    return sums;
}

std::vector<Telling> telling_of(const AuditContext& context, std::span<const DividedColumn> columns,
                                std::span<const GroupKey> groups, std::size_t told, std::uint64_t most_work) {
    if (context.options.show_values || groups.empty()) { return std::vector(groups.size(), Telling::told); }
    const std::vector<std::size_t> measured = measured_columns(context);
    return telling_of(context, cross_people(context, columns, measured, {}, most_cells, CellOfRow::no), columns, groups,
                      told, most_work);
}

std::vector<Telling> telling_of(const AuditContext& context, const std::optional<CrossedPeople>& crossed,
                                std::span<const DividedColumn> columns, std::span<const GroupKey> groups,
                                std::size_t told, std::uint64_t most_work) {
    std::vector<Telling> telling(groups.size(), Telling::told);
    if (context.options.show_values || groups.empty()) { return telling; }
    if (crossed && crossed->members.size() <= most_cells) {
        System system(*crossed, groups);
        const bool any_few = std::ranges::any_of(
            crossed->people, [](const std::vector<std::uint64_t>& people) { return std::ranges::any_of(people, few); });
        if (!any_few || system.work() <= most_work) {
            system.tell(telling, told);
            return telling;
        }
    }
    return telling_by_sets(context, columns, groups, told, measured_columns(context), most_work);
}

}  // namespace klarsicht
