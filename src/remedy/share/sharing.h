#pragma once
#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "audit/context.h"
#include "audit/equivalence_classes.h"
#include "profile/meaning.h"
#include "remedy/share/options.h"

namespace klarsicht::remedy {

/// What a person says about a file that is to be handed on. What is left open is proposed.
struct ShareChoice {
    std::vector<std::string> needed;                         ///< columns that the recipient needs
    std::map<std::string, std::string, std::less<>> chosen;  ///< by column an option's id
    std::optional<bool> leave_out_rows;                      ///< of people whom too few others resemble
    std::string word = "other";                              ///< that rare values become
};

struct ShareColumn {
    std::size_t column = 0;
    std::string name;
    std::string meaning;           ///< the meaning's id; "" for none
    bool known_to_others = false;  ///< a quasi-identifier: it counts for k
    bool needed = false;
    PersonalClass personal = PersonalClass::none;
    std::vector<ShareOption> options;
    std::size_t proposed = 0;
    std::size_t chosen = 0;
    std::uint64_t values_before = 0;
    std::optional<std::uint64_t> values;  ///< different values then; nothing where it is not known before it is written
    std::optional<double> loss;           ///< share of what the column tells (loss_of)
};

/// How recognisable people are.
struct ShareFigures {
    privacy::Risk risk;
    std::array<std::uint64_t, 6> personal{};  ///< columns by PersonalClass
};

struct Sharing {
    std::vector<ShareColumn> columns;  ///< of the table, in its order
    std::uint64_t k = 0;               ///< that is to be reached
    double most_left_out = 0;          ///< share of records that may be left out
    std::uint64_t rows = 0;            ///< of the file
    bool of_people = false;            ///< people are counted who have several rows, else rows
    ShareFigures before;
    ShareFigures after;
    std::uint64_t small_rows = 0;     ///< rows in classes of fewer than k, with what is chosen
    bool leave_out_rows = false;      ///< they are left out
    bool reaches = false;             ///< k
    bool least = false;               ///< proved: no other choice of these forms that reaches k loses less
    std::vector<std::string> naming;  ///< columns that name people and stay as they are
    std::vector<RemedyStep> steps;    ///< that make the file
};

/// What becomes of one file with different choices, counted with the audit's own functions. What no choice changes is
/// counted once: a person sees at once what a choice does.
class Sharer {
public:
    /// @param context outlives it
    explicit Sharer(const AuditContext& context);
    /// An unknown column or option is an error that names it.
    Result<Sharing> with(const ShareChoice& choice);

private:
    friend class Making;
    void make_forms(const std::string& word);
    /// What a column can become.
    struct Forms {
        ShareForms coarser;
        std::vector<ShareOption> replacements;
        PersonalClass personal = PersonalClass::none;
        bool known_to_others = false;
        bool tells_of_people = false;   ///< names somebody, in part or whole
        std::string if_needed, if_not;  ///< what is suggested, as an option's id
    };

    const AuditContext& context_;
    double k_;
    std::optional<privacy::RowValues> people_;
    std::vector<std::size_t> quasi_;
    std::vector<Forms> forms_;         ///< [columns]
    std::optional<std::string> word_;  ///< with which the coarser ones were made
    privacy::Risk risk_;               ///< of the file as it is
};

}  // namespace klarsicht::remedy
