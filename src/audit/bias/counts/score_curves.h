#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "audit/bias/counts/subjects.h"
#include "stats/scores.h"

namespace klarsicht::bias {

/// The scores of a subject's groups, with what really happened where an outcome is known.
struct ScoreGroups {
    std::vector<std::string> names;
    std::string_view problem;  ///< why nothing can be compared, as in Subject; `no_score` where no row has one
    Grouping grouping;         ///< without the group of each row
    std::vector<stats::ScoreCurve> curves;  ///< [groups]
    std::vector<std::uint64_t> people;      ///< [groups] rows with a score
    /// [groups] 1: what their scores say of them is not told (hidden_cells); all 0 with `show_values`.
    std::vector<std::uint8_t> hidden;
    const stats::ScoreCurve* all = nullptr;  ///< every row with a score; the same for all subjects
    bool probability = false;                ///< every score lies in 0–1
    std::uint64_t without_score = 0;

    /// Whether there is something to tell of the group, and it may be told.
    bool tells(std::size_t group) const { return people[group] > 0 && hidden[group] == 0; }
};

/// Curves of the first score column for every subject of up to `most_score_groups` groups. Once an audit.
const std::vector<ScoreGroups>& score_groups(const AuditContext& context);

inline constexpr std::size_t most_score_groups = 60;

}  // namespace klarsicht::bias
