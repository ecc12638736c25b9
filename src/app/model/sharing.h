#pragma once
#include <array>
#include <optional>
#include <string>
#include <vector>

#include "base/json_fwd.h"

namespace klarsicht::app {

/// A decision about a column, as the engine offers it.
struct SharedColumn {
    std::string name, meaning, lost;
    bool known = false, needed = false;
    std::vector<std::string> ids, labels;  ///< of what can be done
    std::size_t chosen = 0;
    std::optional<double> loss;  ///< 0–1
};

struct SharedFigure {
    std::string label, before, after;
};

/// What becomes of the file with what is chosen.
struct SharingModel {
    std::vector<SharedColumn> columns;
    std::vector<SharedFigure> figures;
    std::vector<std::string> notes;
    std::string verdict, rows_label;
    bool reached = false, rows_on = false, needs_key = false;
};

/// The file that was made, as it was found when it was read again.
struct SharedModel {
    std::vector<SharedFigure> figures;
    std::vector<std::string> notes, effects;
    std::string verdict;
    bool reached = false;
};

/// Handing a file on.
struct SharePanel {
    std::optional<SharingModel> shown;
    std::optional<SharedModel> made;
    bool making = false;
    std::string error;
    std::array<char, 128> key{};  ///< as typed, zero-terminated; overwritten once it is sent
    std::string new_key;          ///< that was made, to be seen once
};

/// The page's message `sharing`.
void take_sharing(SharePanel& panel, const json& message);

/// Overwrites the key that was typed or made.
void forget_key(SharePanel& panel);

}  // namespace klarsicht::app
