#include "remedy/share/search.h"
#include "base/sort_few.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <queue>
#include <set>
#include <utility>

namespace klarsicht::remedy {

namespace {

/// Columns, ascending, with the form that is still too fine together with the others'.
using Conflict = std::vector<std::pair<std::size_t, std::size_t>>;

using Rungs = std::vector<std::size_t>;

/// So many choices are held at most.
constexpr std::size_t most_choices = 200'000;

/// Counts records in small classes, in the distinct combinations of the rows.
class Counter {
public:
    Counter(const std::vector<Ladder>& ladders, const std::optional<stats::RowValues>& people, std::uint64_t rows,
            const Goal& goal, const Rungs& finest)
        : ladders_(ladders), goal_(goal) {
        stats::EquivalenceClasses classes(rows);
        for (std::size_t i = 0; i < ladders.size(); ++i) {
            classes.refine(coarse(ladders[i].rungs[finest[i]], ladders[i].of_row));
        }
        if (people) { classes.refine(*people); }
        values_.resize(ladders.size());
        classes.for_each([&](std::span<const std::uint32_t> same) {
            for (std::size_t i = 0; i < ladders.size(); ++i) { values_[i].push_back(ladders[i].of_row[same.front()]); }
            weights_.push_back(people ? 1 : same.size());
            if (people) { person_.push_back(people->of_row[same.front()]); }
        });
        people_ = people ? people->count : 0;
        work_ = rows * (ladders.size() + 1);
    }

    std::uint64_t work() const { return work_; }

    /// By which columns the choice fails; nothing where it reaches the goal.
    std::optional<Conflict> conflict(const Rungs& rungs) {
        std::vector<std::size_t> order;
        for (std::size_t i = 0; i < rungs.size(); ++i) {
            if (rung(i, rungs).count > 1) { order.push_back(i); }
        }
        // What tells most people apart first: a failure is then seen early, and rests on few columns.
        sort_few(order, std::ranges::greater(), [&](std::size_t i) { return rung(i, rungs).count; });
        stats::EquivalenceClasses classes(weights_.size());
        if (fails(classes)) { return Conflict(); }
        Conflict met;
        for (const std::size_t i : order) {
            const std::vector<std::uint32_t>& of_value = rung(i, rungs).of_value;
            coarse_.resize(values_[i].size());
            for (std::size_t unit = 0; unit < coarse_.size(); ++unit) { coarse_[unit] = of_value[values_[i][unit]]; }
            classes.refine(coarse_, rung(i, rungs).count);
            work_ += 2 * coarse_.size();
            met.emplace_back(i, rungs[i]);
            if (fails(classes)) {
                sort_few(met);
                return met;
            }
        }
        return std::nullopt;
    }

private:
    const Rung& rung(std::size_t ladder, const Rungs& rungs) const { return ladders_[ladder].rungs[rungs[ladder]]; }

    static stats::RowValues coarse(const Rung& rung, std::span<const std::uint32_t> of_row) {
        stats::RowValues values{{}, rung.count};
        values.of_row.reserve(of_row.size());
        for (const std::uint32_t value : of_row) { values.of_row.push_back(rung.of_value[value]); }
        return values;
    }

    bool fails(const stats::EquivalenceClasses& classes) { return small(classes) > goal_.most_small; }

    std::uint64_t small(const stats::EquivalenceClasses& classes) {
        std::uint64_t records = 0;
        if (people_ == 0) {
            classes.for_each([&](std::span<const std::uint32_t> units) {
                std::uint64_t size = 0;
                for (const std::uint32_t unit : units) { size += weights_[unit]; }
                if (size < goal_.k) { records += size; }
            });
            return records;
        }
        stats::LocalNumbers numbers(people_);
        std::vector<bool> met(people_, false);
        classes.for_each([&](std::span<const std::uint32_t> units) {
            numbers.next_class();
            std::uint32_t different = 0;
            for (const std::uint32_t unit : units) {
                if (numbers.number(person_[unit], different) == different) { ++different; }
            }
            if (different >= goal_.k) { return; }
            for (const std::uint32_t unit : units) {
                if (met[person_[unit]]) { continue; }
                met[person_[unit]] = true;
                ++records;
            }
        });
        return records;
    }

    const std::vector<Ladder>& ladders_;
    const Goal& goal_;
    std::vector<std::vector<std::uint32_t>> values_;  ///< [ladders][combinations]
    std::vector<std::uint64_t> weights_;              ///< [combinations] rows
    std::vector<std::uint32_t> person_;               ///< [combinations] where persons have several rows
    std::uint32_t people_ = 0;
    std::vector<std::uint32_t> coarse_;
    std::uint64_t work_ = 0;
};

class Search {
public:
    Search(const std::vector<Ladder>& ladders, const std::optional<stats::RowValues>& people, std::uint64_t rows,
           const Goal& goal)
        : ladders_(ladders), goal_(goal), finest_(alone(people)), counter_(ladders, people, rows, goal, finest_) {}

    Node run() {
        push(finest_);
        while (!open_.empty()) {
            const Rungs rungs = open_.top().second;
            open_.pop();
            if (seen_.size() > most_choices) { return greedy(rungs); }
            const Conflict* known = known_conflict(rungs);
            if (known == nullptr) {
                if (goal_.most_work > 0 && counter_.work() > goal_.most_work) { return greedy(rungs); }
                std::optional<Conflict> found = counter_.conflict(rungs);
                if (!found) { return node(rungs, true, true); }
                if (found->empty()) { break; }  // too few rows for any choice
                conflicts_.push_back(std::move(*found));
                known = &conflicts_.back();
            }
            for (const auto& [ladder, rung] : Conflict(*known)) {
                if (rung + 1 >= ladders_[ladder].rungs.size()) { continue; }
                Rungs next = rungs;
                next[ladder] = rung + 1;
                push(std::move(next));
            }
        }
        Rungs coarsest;
        for (const Ladder& ladder : ladders_) { coarsest.push_back(ladder.rungs.size() - 1); }
        return node(coarsest, false, false);
    }

private:
    /// The finest form of each column with which it would do if it stood alone.
    Rungs alone(const std::optional<stats::RowValues>& people) const {
        Rungs finest(ladders_.size(), 0);
        if (people) { return finest; }  // counted with the others
        for (std::size_t i = 0; i < ladders_.size(); ++i) {
            const Ladder& ladder = ladders_[i];
            std::vector<std::uint64_t> of_value(ladder.rungs.front().of_value.size(), 0);
            for (const std::uint32_t value : ladder.of_row) { ++of_value[value]; }
            for (; finest[i] + 1 < ladder.rungs.size(); ++finest[i]) {
                const Rung& rung = ladder.rungs[finest[i]];
                std::vector<std::uint64_t> sizes(rung.count, 0);
                for (std::size_t value = 0; value < of_value.size(); ++value) {
                    sizes[rung.of_value[value]] += of_value[value];
                }
                std::uint64_t small = 0;
                for (const std::uint64_t size : sizes) { small += size < goal_.k ? size : 0; }
                if (small <= goal_.most_small) { break; }
            }
        }
        return finest;
    }

    double loss_of(const Rungs& rungs) const {
        double loss = 0;
        for (std::size_t i = 0; i < rungs.size(); ++i) { loss += ladders_[i].rungs[rungs[i]].loss; }
        return loss;
    }

    void push(Rungs rungs) {
        if (seen_.insert(rungs).second) { open_.emplace(loss_of(rungs), std::move(rungs)); }
    }

    /// A failure that tells that this choice fails as well: it is as fine or finer on those columns.
    const Conflict* known_conflict(const Rungs& rungs) const {
        for (const Conflict& conflict : conflicts_) {
            const bool fails =
                std::ranges::all_of(conflict, [&](const auto& entry) { return rungs[entry.first] <= entry.second; });
            if (fails) { return &conflict; }
        }
        return nullptr;
    }

    /// Up the cheapest step of each conflict, until it does.
    Node greedy(Rungs rungs) {
        for (;;) {
            std::optional<Conflict> found;
            if (const Conflict* known = known_conflict(rungs)) {
                found = *known;
            } else {
                found = counter_.conflict(rungs);
                if (!found) { return node(rungs, true, false); }
                conflicts_.push_back(*found);
            }
            std::optional<std::pair<std::size_t, std::size_t>> cheapest;
            double least = 0;
            for (const auto& [ladder, rung] : *found) {
                const std::vector<Rung>& forms = ladders_[ladder].rungs;
                if (rung + 1 >= forms.size()) { continue; }
                const double more = forms[rung + 1].loss - forms[rungs[ladder]].loss;
                if (!cheapest || more < least) {
                    cheapest = {ladder, rung + 1};
                    least = more;
                }
            }
            if (!cheapest) { return node(rungs, false, false); }
            rungs[cheapest->first] = cheapest->second;
        }
    }

    Node node(const Rungs& rungs, bool reaches, bool least) const {
        return {.rungs = rungs, .loss = loss_of(rungs), .reaches = reaches, .least = least};
    }

    using Open = std::pair<double, Rungs>;

    const std::vector<Ladder>& ladders_;
    const Goal& goal_;
    Rungs finest_;
    Counter counter_;
    std::priority_queue<Open, std::vector<Open>, std::greater<>> open_;
    std::set<Rungs> seen_;
    std::vector<Conflict> conflicts_;
};

}  // namespace

Node least_loss(const std::vector<Ladder>& ladders, const std::optional<stats::RowValues>& people, std::uint64_t rows,
                const Goal& goal) {
    return Search(ladders, people, rows, goal).run();
}

}  // namespace klarsicht::remedy
