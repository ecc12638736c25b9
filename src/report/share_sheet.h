#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "audit/equivalence_classes.h"
#include "report/message_format.h"

namespace klarsicht {

/// How recognisable people are in a file.
struct ShareRisk {
    privacy::Risk risk;
    std::array<std::uint64_t, 6> personal{};  ///< columns by PersonalClass
};

/// A file that was made to be handed on, as it was found when it was read again.
struct CheckedFile {
    std::string sha256;
    std::uint64_t rows = 0;
    std::uint64_t columns = 0;
    ShareRisk figures;
    std::vector<std::string> counted;  ///< columns by which somebody may know people
    std::vector<std::string> naming;   ///< columns that still name people
    std::vector<Message> findings;     ///< what the audit of its privacy warns of, a title each
    std::uint64_t k = 0;               ///< that was to be reached
    bool of_people = false;            ///< people are counted who have several rows, else rows

    bool reaches() const { return rows > 0 && figures.risk.k >= k; }
};

/// What goes with a file that is handed on: what was done, which risk remains, what is to be agreed.
struct ShareSheet {
    std::string file;  ///< the name of the file it was made of
    double day = 0;    ///< days since 1970-01-01
    std::uint64_t rows_before = 0;
    std::uint64_t columns_before = 0;
    ShareRisk before;
    CheckedFile after;
    std::vector<Message> effects;        ///< what each step changed and cost
    std::vector<std::string> untouched;  ///< columns that are as they were
};

/// For A4, without script, ready to print.
std::string share_sheet_html(const ShareSheet& sheet, Language language);

/// How recognisable people were and are, as people read it: `{id, label, before, after}`.
struct ShareFigureText {
    std::string id, label, before, after;
};
std::vector<ShareFigureText> share_figures_text(const ShareRisk& before, const ShareRisk& after, bool of_people,
                                                const Texts& texts);

/// Whether the goal is reached, in a sentence.
Message share_verdict(const privacy::Risk& risk, std::uint64_t k, bool of_people);

}  // namespace klarsicht
