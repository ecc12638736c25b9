#include <algorithm>
#include <array>
#include <string>

#include "profile/meaning_judges.h"
#include "profile/values/digits.h"

namespace klarsicht {

namespace {

// --- lists of words ----------------------------------------------------------------------------------------

struct Vocabulary {
    double share = 0;            ///< of the rows that state anything
    double stated = 0;           ///< share of rows that state anything
    std::uint64_t distinct = 0;  ///< distinct words met
};

Vocabulary vocabulary(const Evidence& e, WordLists lists) {
    Vocabulary v;
    double met = 0;
    double silent = 0;
    for (const SampledValue& value : e.values()) {
        if (value.lists & lists) {
            met += value.rows;
            ++v.distinct;
        } else if (value.lists & in(WordList::not_stated)) {
            silent += value.rows;
        }
    }
    if (e.rows() > silent) { v.share = met / (e.rows() - silent); }
    v.stated = e.rows() > 0 ? 1 - silent / e.rows() : 0;
    return v;
}

/// A column of a few words from a list.
Judgement from_list(const Evidence& e, WordLists lists, double alone_from, std::uint64_t least, double confidence) {
    Judgement j;
    const Vocabulary v = vocabulary(e, lists);
    j.match = j.valid = v.share;
    if (v.share >= alone_from && v.distinct >= least && v.stated >= 0.03) { j.alone = confidence; }
    if (v.share >= 0.4 && v.distinct >= 1) { j.weak = std::max(j.alone, 0.85); }
    if (v.share >= 0.2) { j.strong = 0.9 + 0.09 * v.share; }
    return j;
}

/// Special categories: the name is enough, whatever the values: a wrong alarm costs a look, a missed one a person's
/// secret.
Judgement special(const Evidence& e, WordList list, std::uint64_t least) {
    Judgement j = from_list(e, in(list), 0.75, least, 0.92);
    j.strong = std::max(j.strong, 0.85);
    return j;
}

Judgement judge_gender(const Evidence& e) {
    Judgement j = from_list(e, in(WordList::gender), 0.9, 2, 0.9);
    const bool few = e.distinct() <= 12;
    if (!few) { j.alone = 0; }
    // Letters alone may be sizes or marks: both sexes have to be among them, and nothing else than sexes.
    const double longer =
        e.share([](const SampledValue& v) { return v.text.size() > 2 && (v.lists & in(WordList::gender)) != 0; });
    if (longer < 0.3) {
        const bool male = e.share([](const SampledValue& v) { return v.fold == "m" || v.fold == "h"; }) > 0.05;
        const bool female = e.share([](const SampledValue& v) { return v.fold == "f" || v.fold == "w"; }) > 0.05;
        j.alone = j.alone > 0 && male && female && e.distinct() <= 5 ? 0.75 : 0;
    }
    if (e.distinct() <= 4 && e.share_of_text([](std::string_view t) { return t.size() <= 2; }) > 0.9) {
        j.strong = std::max(j.strong, 0.85);
    }
    if (j.strong > 0 && j.match < 0.4 && e.distinct() > 6) { j.strong = 0; }
    return j;
}

Judgement judge_salutation(const Evidence& e) {
    Judgement j = from_list(e, in(WordList::salutation), 0.9, 2, 0.92);
    if (e.distinct() > 40) { j.alone = 0; }
    if (e.distinct() <= 25 && j.strong == 0 && !e.numeric()) { j.strong = 0.7; }
    return j;
}

Judgement judge_marital_status(const Evidence& e) {
    Judgement j = from_list(e, in(WordList::marital_status), 0.75, 2, 0.92);
    if (e.distinct() <= 15) { j.strong = std::max(j.strong, 0.85); }
    return j;
}

Judgement judge_nationality(const Evidence& e) {
    Judgement j = from_list(e, in(WordList::nationality), 0.85, 2, 0.78);
    if (!e.dated() && e.kind() != Kind::boolean) {
        j.strong = std::max(j.strong, e.kind() == Kind::number ? 0.0 : 0.88);
    }
    return j;
}

Judgement judge_ethnicity(const Evidence& e) {
    Judgement j = special(e, WordList::ethnicity, 2);
    // Peoples share many words with nationalities; one in ten has to be an ethnic group's own.
    const Vocabulary own = vocabulary(e, in(WordList::ethnicity));
    const Vocabulary both = vocabulary(e, in(WordList::ethnicity) | in(WordList::nationality));
    if (both.share >= 0.8 && own.share >= 0.1 && own.distinct >= 2) {
        j.match = j.valid = both.share;
        j.alone = 0.88;
        j.weak = 0.9;
    }
    // "White", "Black": colours of things as well.
    if (vocabulary(e, in(WordList::colours)).share >= 0.9) { j.alone = j.weak = 0; }
    return j;
}

Judgement judge_health(const Evidence& e) { return special(e, WordList::health, 2); }
Judgement judge_religion(const Evidence& e) { return special(e, WordList::religion, 2); }
Judgement judge_union(const Evidence& e) { return special(e, WordList::union_, 2); }
Judgement judge_orientation(const Evidence& e) { return special(e, WordList::sexual_orientation, 2); }
Judgement judge_political(const Evidence& e) {
    Judgement j = special(e, WordList::political, 3);
    if (vocabulary(e, in(WordList::colours)).share >= 0.9) { j.alone = 0; }
    return j;
}
Judgement judge_biometric(const Evidence& e) { return special(e, WordList::biometric, 2); }
Judgement judge_genetic(const Evidence& e) { return special(e, WordList::genetic, 2); }
Judgement judge_criminal(const Evidence& e) { return special(e, WordList::criminal, 2); }

Judgement judge_countries(const Evidence& e) {
    Judgement j = from_list(e, in(WordList::countries), 0.7, 3, 0.85);
    const double codes = e.share([](const SampledValue& v) {
        return (v.text.size() == 2 || v.text.size() == 3) && std::ranges::all_of(v.text, values::is_upper);
    });
    if (codes >= 0.9) { j.strong = std::max(j.strong, 0.85); }
    return j;
}
Judgement judge_colours(const Evidence& e) {
    // "Hellblau", "mintgrün": compounds of the basic ones.
    Judgement j = from_list(e, in(WordList::colours), 0.7, 2, 0.85);
    const double compound = e.share([](const SampledValue& v) {
        return (v.lists & in(WordList::colours)) ||
               std::ranges::any_of(parts(WordParts::basic_colours),
                                   [&](std::string_view b) { return v.fold.size() > b.size() && v.fold.ends_with(b); });
    });
    if (compound >= 0.75 && e.distinct() >= 3) { j.alone = 0.85; }
    return j;
}
Judgement judge_currency(const Evidence& e) { return from_list(e, in(WordList::currency), 0.9, 1, 0.85); }
Judgement judge_channel(const Evidence& e) { return from_list(e, in(WordList::channel), 0.7, 2, 0.83); }
Judgement judge_device(const Evidence& e) { return from_list(e, in(WordList::device), 0.8, 2, 0.8); }
Judgement judge_category(const Evidence& e) { return from_list(e, in(WordList::category), 0.7, 3, 0.83); }
Judgement judge_education(const Evidence& e) { return from_list(e, in(WordList::education), 0.7, 2, 0.8); }
/// "BY", "HE", "NW": all of them codes of one country's states, and more than chance brings together.
bool codes_of_states(const Evidence& e) {
    return std::ranges::any_of(parts(WordParts::region_codes), [&](std::string_view codes) {
        const std::size_t many = std::min<std::size_t>((codes.size() + 1) / 8, 8);
        return e.distinct() >= many && e.share([&](const SampledValue& v) {
            const bool code = v.text.size() == 2 && values::is_upper(v.text[0]) && values::is_upper(v.text[1]);
            return code && codes.find(v.fold) != std::string_view::npos;
        }) >= 0.98;
    });
}

Judgement judge_region(const Evidence& e) {
    Judgement j = from_list(e, in(WordList::regions), 0.6, 3, 0.86);
    if (codes_of_states(e)) { j.alone = std::max(j.alone, 0.8); }
    if (!e.dated()) { j.strong = std::max(j.strong, 0.85); }
    return j;
}

constexpr std::array judges = {
    Judge{"salutation", judge_salutation},
    Judge{"gender", judge_gender},
    Judge{"marital_status", judge_marital_status},
    Judge{"nationality", judge_nationality},
    Judge{"health", judge_health},
    Judge{"religion", judge_religion},
    Judge{"union", judge_union},
    Judge{"sexual_orientation", judge_orientation},
    Judge{"political", judge_political},
    Judge{"ethnicity", judge_ethnicity},
    Judge{"biometric", judge_biometric},
    Judge{"genetic", judge_genetic},
    Judge{"criminal", judge_criminal},
    Judge{"country", judge_countries},
    Judge{"colour", judge_colours},
    Judge{"currency", judge_currency},
    Judge{"channel", judge_channel},
    Judge{"device", judge_device},
    Judge{"product_category", judge_category},
    Judge{"education", judge_education},
    Judge{"region", judge_region},
};

}  // namespace

std::span<const Judge> term_judges() { return judges; }

}  // namespace klarsicht
