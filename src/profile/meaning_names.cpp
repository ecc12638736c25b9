#include <algorithm>
#include <array>
#include <string>

#include "profile/meaning_judges.h"
#include "profile/values/digits.h"

namespace klarsicht {

namespace {

using values::is_digit;

bool ends_with_any(std::string_view text, const auto& endings) {
    return std::ranges::any_of(endings, [text](std::string_view ending) {
        return text.size() >= ending.size() + 2 && text.ends_with(ending);
    });
}

/// The words of a folded value, divided at spaces, hyphens and commas.
template <class Each>
void each_word(std::string_view fold, Each each) {
    std::size_t start = 0;
    while (start < fold.size()) {
        const std::size_t end = std::min(fold.find_first_of(" -,.'", start), fold.size());
        if (end > start) { each(fold.substr(start, end - start)); }
        start = end + 1;
    }
}

bool any_word_in(const SampledValue& v, WordLists lists) {
    if (v.lists & lists) { return true; }
    bool found = false;
    each_word(v.fold, [&](std::string_view word) { found = found || (lists_with(std::string(word)) & lists) != 0; });
    return found;
}

/// A word of a name's list that is no ordinary word as well. In small letters only this tells "rose gold" from "rosa
/// gomez".
bool only_a_name(std::string_view word, WordLists names) {
    constexpr WordLists ordinary = in(WordList::common_words) | in(WordList::product_words) | in(WordList::colours) |
                                   in(WordList::category) | in(WordList::company_words) | in(WordList::channel);
    const WordLists lists = lists_with(std::string(word));
    return (lists & names) != 0 && (lists & ordinary) == 0 && !is_ordinary_word(word) && !is_also_ordinary(word);
}

constexpr WordLists not_in_names = in(WordList::common_words) | in(WordList::product_words) |
                                   in(WordList::company_words) | in(WordList::category) | in(WordList::job_words) |
                                   in(WordList::street_words) | in(WordList::channel);
constexpr WordLists all_names = in(WordList::first_names) | in(WordList::last_names);

/// Values that say what something is: each of their words is an ordinary one.
bool says_something(const SampledValue& v) {
    constexpr WordLists ordinary = in(WordList::common_words) | in(WordList::product_words) | in(WordList::channel) |
                                   in(WordList::category) | in(WordList::job_words) | in(WordList::yes_no) |
                                   in(WordList::device) | in(WordList::education) | in(WordList::not_stated);
    if (v.fold.empty()) { return false; }
    bool all = true;
    each_word(v.fold, [&](std::string_view word) {
        const WordLists lists = lists_with(std::string(word));
        all = all && (lists & all_names) == 0 && ((lists & ordinary) != 0 || is_ordinary_word(word));
    });
    return all;
}

/// "Nikolaus Mailing", "Team Nord": besides a name there is a word that is none.
bool has_ordinary_word(const SampledValue& v) {
    bool found = false;
    each_word(v.fold, [&](std::string_view word) {
        const WordLists lists = lists_with(std::string(word));
        found = found || ((lists & all_names) == 0 && word.size() > 2 &&
                          (is_ordinary_word(word) || (lists & not_in_names) != 0));
    });
    return found;
}

bool is_first_name(const SampledValue& v) { return v.words <= 2 && any_word_in(v, in(WordList::first_names)); }

bool like_last_name(const SampledValue& v) {
    return v.words <= 3 &&
           (any_word_in(v, in(WordList::last_names)) || ends_with_any(v.fold, parts(WordParts::last_name_endings)));
}

bool begins_city(std::string_view word) {
    const std::vector<std::string>& words = parts(WordParts::city_words);
    return std::ranges::find(words, word) != words.end();
}

/// Endings that name places rather than people.
bool like_city(const SampledValue& v) {
    if (v.lists & in(WordList::cities)) { return true; }
    if (v.fold.find('(') != std::string::npos && v.words >= 2) { return true; }
    std::string_view first = v.fold;
    first = first.substr(0, first.find_first_of(" -"));
    if (ends_with_any(v.fold, parts(WordParts::city_endings))) { return true; }
    if (v.words < 2 && v.fold.find('-') == std::string::npos) { return false; }
    if (v.words <= 3 && begins_city(first)) { return true; }
    // "Frankfurt am Main", "Stoke-on-Trent"
    return std::ranges::any_of(parts(WordParts::city_joints),
                               [&](std::string_view joint) { return v.fold.find(joint) != std::string::npos; });
}

/// Confidence from the look of a column's single words; 0 below `least` nats a letter, or with too few words to tell.
double by_shape(const Evidence& e, WordShape shape, double least) {
    const ShapeScore& score = e.shape();
    const double lead = score.lead(shape);
    const bool enough = score.words() >= 20 && score.words() >= 0.6 * static_cast<double>(e.values().size());
    return enough && lead >= least ? std::min(0.6 + 0.4 * lead, 0.85) : 0;
}

Judgement judge_first_name(const Evidence& e) {
    Judgement j;
    const double known = e.share([](const SampledValue& v) { return v.capital && v.letters && is_first_name(v); });
    const double letters =
        e.share([](const SampledValue& v) { return v.letters && v.words <= 3 && v.text.size() >= 2; });
    j.match = letters;
    j.valid = known;
    if (letters >= 0.5) { j.strong = 0.93 + 0.05 * known; }
    const double one = e.share([](const SampledValue& v) { return v.letters && v.capital && v.words == 1; });
    const double small = e.share([](const SampledValue& v) {
        return v.letters && v.words == 1 && only_a_name(v.fold, in(WordList::first_names));
    });
    if (letters >= 0.8 && std::max(small, known) >= 0.3) { j.weak = 0.85; }
    const double family = e.share([](const SampledValue& v) {
        return (v.lists & in(WordList::last_names)) != 0 && (v.lists & in(WordList::first_names)) == 0;
    });
    if (known >= 0.35 && known > family && one >= 0.8 && e.distinct() >= 10) { j.alone = 0.6 + 0.35 * known; }
    if (small >= 0.6 && small > family && e.distinct() >= 10) { j.alone = std::max(j.alone, 0.6 + 0.2 * small); }
    if (one >= 0.8) { j.alone = std::max(j.alone, by_shape(e, WordShape::first_name, 0.2)); }
    return j;
}

Judgement judge_last_name(const Evidence& e) {
    Judgement j;
    const double letters =
        e.share([](const SampledValue& v) { return v.letters && v.words <= 4 && v.text.size() >= 2; });
    const double known = e.share([](const SampledValue& v) { return (v.lists & in(WordList::last_names)) != 0; });
    j.match = letters;
    j.valid = known;
    if (letters >= 0.5) { j.strong = 0.93 + 0.05 * known; }
    const double one =
        e.share([](const SampledValue& v) { return v.letters && v.capital && v.words == 1 && v.text.size() <= 24; });
    const double like =
        e.share([](const SampledValue& v) { return v.letters && v.capital && like_last_name(v) && !like_city(v); });
    const double city = e.share(like_city);
    const double first = e.share([](const SampledValue& v) {
        return (v.lists & in(WordList::first_names)) != 0 && (v.lists & in(WordList::last_names)) == 0;
    });
    const double small = e.share([](const SampledValue& v) {
        return v.letters && v.words <= 2 && only_a_name(v.fold, in(WordList::last_names));
    });
    if (letters >= 0.8 && std::max(small, known) >= 0.25 && known >= first) { j.weak = 0.85; }
    const double each = e.rows() / static_cast<double>(std::max<std::size_t>(e.values().size(), 1));
    if (one >= 0.7) { j.alone = by_shape(e, WordShape::last_name, 0.15); }
    if (one >= 0.85 && like >= 0.3 && like > city && known + 0.02 > first && first < 0.3 && e.distinct() >= 20 &&
        (known >= 0.06 || each < 3)) {
        j.alone = std::max(j.alone, 0.55 + 0.3 * like);
    }
    return j;
}

/// Two to five words, all names by their look, one of them a first name: "Frau Nelly Krauspe", "Caspari, Leoni".
bool known_full_name(const SampledValue& v) {
    if (!v.letters || !v.capital || v.words < 2 || v.words > 6) { return false; }
    std::size_t n = 0;
    bool place = false;
    bool given = false;
    std::size_t names = 0;
    each_word(v.fold, [&](std::string_view word) {
        const WordLists lists = lists_with(std::string(word));
        if (n == 0) { place = begins_city(word) && (lists & in(WordList::first_names)) == 0; }
        if ((lists & in(WordList::salutations)) == 0) {
            given = given || (names < 4 && (lists & in(WordList::first_names)) != 0);
            ++names;
        }
        ++n;
    });
    return given && !place && names >= 2;
}

/// "miguel hernandez", "MIGUEL HERNANDEZ": one of the words is a name and nothing else, and none is an ordinary one.
bool full_name_in_any_case(const SampledValue& v) {
    if (!v.letters || v.words < 2 || v.words > 4) { return false; }
    bool named = false;
    bool ordinary = false;
    each_word(v.fold, [&](std::string_view word) {
        named = named || only_a_name(word, all_names);
        ordinary = ordinary || is_ordinary_word(word) || (lists_with(std::string(word)) & not_in_names) != 0;
    });
    return named && !ordinary;
}

Judgement judge_person_name(const Evidence& e) {
    Judgement j;
    const double letters =
        e.share([](const SampledValue& v) { return v.letters && v.words <= 6 && v.text.size() >= 2; });
    const double several =
        e.share([](const SampledValue& v) { return v.letters && v.capital && v.words >= 2 && v.words <= 6; });
    const double known = e.share(known_full_name);
    j.match = letters;
    j.valid = known;
    const double any_case = e.share(full_name_in_any_case);
    const double told = e.share(says_something);
    if (letters >= 0.6 && told < 0.5) { j.strong = several >= 0.3 || known >= 0.1 || any_case >= 0.1 ? 0.96 : 0.8; }
    const double goods = e.share([](const SampledValue& v) {
        return v.words >= 2 && any_word_in(v, in(WordList::product_words) | in(WordList::job_words));
    });
    const double firms =
        e.share([](const SampledValue& v) { return v.words >= 2 && any_word_in(v, in(WordList::company_words)); });
    const bool things = goods >= 0.3 || firms >= 0.15 || e.share(has_ordinary_word) >= 0.3;
    if (several >= 0.85 && known >= 0.3 && goods < 0.3 && firms < 0.15 && e.distinct() >= 10) {
        j.alone = 0.65 + 0.3 * known;
    }
    if (any_case >= 0.6 && !things && e.distinct() >= 10) { j.alone = std::max(j.alone, 0.6 + 0.2 * any_case); }
    const double single = e.share([](const SampledValue& v) {
        return v.letters && (v.capital ? (v.lists & all_names) != 0 : only_a_name(v.fold, all_names));
    });
    const bool full = (several >= 0.7 && known >= 0.2) || any_case >= 0.3;
    const double towns = e.share(like_city);
    if ((full || single >= 0.5) && !things && (towns < 0.4 || towns < known)) { j.weak = 0.88; }
    return j;
}

Judgement judge_company(const Evidence& e) {
    Judgement j;
    const double firms =
        e.share([](const SampledValue& v) { return v.words >= 2 && any_word_in(v, in(WordList::company_words)); });
    j.match = j.valid = firms;
    if (firms >= 0.35 && e.distinct() >= 5) { j.alone = 0.75; }
    j.strong = !e.numeric() && !e.dated() && e.kind() != Kind::boolean ? 0.85 : 0;
    j.weak = j.alone;
    return j;
}

Judgement judge_username(const Evidence& e) {
    Judgement j;
    if (e.numeric() || e.dated()) { return j; }
    const auto handle = [](const SampledValue& v) {
        return v.text.size() >= 3 && v.text.size() <= 40 && v.words == 1 &&
               (values::is_letter(v.text[0]) || static_cast<unsigned char>(v.text[0]) >= 0x80 || v.text[0] == '@') &&
               v.text.find_first_of("/\\,;:()[]{}<>=+&%#!?") == std::string_view::npos;
    };
    const double handles = e.share(handle);
    j.match = j.valid = handles;
    if (handles >= 0.6 &&
        e.share([](const SampledValue& v) { return v.text.find('@', 1) != std::string_view::npos; }) < 0.5) {
        j.strong = 0.9;
    }
    const double marked = e.share([&](const SampledValue& v) {
        return handle(v) && v.text.find_first_of("._0123456789") != std::string_view::npos;
    });
    const double named = e.share([&](const SampledValue& v) {
        if (!handle(v)) { return false; }
        const std::string_view first = std::string_view(v.fold).substr(0, v.fold.find_first_of("._-0123456789"));
        return (lists_with(std::string(first)) & in(WordList::first_names)) != 0;
    });
    if (handles >= 0.9 && marked >= 0.6 && named >= 0.3 && e.distinct() >= 10) { j.alone = 0.6 + 0.3 * named; }
    // "@mausi.krs"
    const double at =
        e.share([&](const SampledValue& v) { return handle(v) && v.text[0] == '@' && v.text.size() > 3; });
    if (at >= 0.8) { j.alone = std::max(j.alone, 0.9); }
    if (handles >= 0.9 && e.distinct() >= 10 && (marked >= 0.3 || named >= 0.3)) { j.weak = 0.75; }
    return j;
}

Judgement judge_city(const Evidence& e) {
    Judgement j;
    const double letters = e.share([](const SampledValue& v) {
        return v.letters || v.text.find('(') != std::string_view::npos || v.text.find('/') != std::string_view::npos;
    });
    const double like = e.share([](const SampledValue& v) {
        return v.capital && like_city(v) && v.text.find_first_of("0123456789") == std::string_view::npos;
    });
    j.match = letters;
    j.valid = like;
    if (letters >= 0.6 && !e.numeric()) { j.strong = 0.9 + 0.08 * like; }
    if (like >= 0.3) { j.weak = 0.8; }
    const double person = e.share(known_full_name);
    const double surname = e.share([](const SampledValue& v) {
        return (v.lists & (in(WordList::last_names) | in(WordList::first_names))) != 0 &&
               (v.lists & in(WordList::cities)) == 0;
    });
    const double goods = e.share(
        [](const SampledValue& v) { return any_word_in(v, in(WordList::product_words) | in(WordList::job_words)); });
    const double listed = e.share([](const SampledValue& v) { return (v.lists & in(WordList::cities)) != 0; });
    if (letters >= 0.85 && like >= 0.45 && like > person && like > surname && goods < 0.2 && e.distinct() >= 15) {
        j.alone = 0.55 + 0.35 * like;
    }
    if (listed >= 0.6 && e.distinct() >= 5) { j.alone = std::max(j.alone, 0.8); }
    if (letters >= 0.85 && goods < 0.2) { j.alone = std::max(j.alone, by_shape(e, WordShape::city, 0.12)); }
    // Provinces and airports carry towns' names.
    const double region = e.share([](const SampledValue& v) { return (v.lists & in(WordList::regions)) != 0; });
    const double more = e.share([](const SampledValue& v) {
        return v.fold.find("airport") != std::string::npos || v.fold.find("flughafen") != std::string::npos ||
               v.words > 4;
    });
    if (region >= 0.4 || more >= 0.3) { j.alone = j.weak = 0; }
    return j;
}

// --- addresses ---------------------------------------------------------------------------------------------

/// "Ringstr. 1", "12 High Road", "Auf dem End 25", "8 rue de la Paix".
bool like_street(const SampledValue& v) {
    if (v.words < 2 || v.words > 8 || v.fold.empty()) { return false; }
    bool word_of_street = false;
    bool number = false;
    bool letters = false;
    std::size_t start = 0;
    const std::string_view fold = v.fold;
    while (start < fold.size()) {
        const std::size_t end = std::min(fold.find_first_of(" -,", start), fold.size());
        const std::string_view word = fold.substr(start, end - start);
        if (!word.empty()) {
            number = number || (is_digit(word[0]) && word.size() <= 5);
            letters = letters || (word.size() >= 3 && !is_digit(word[0]));
            word_of_street = word_of_street || (lists_with(std::string(word)) & in(WordList::street_words)) != 0 ||
                             ends_with_any(word, parts(WordParts::street_endings));
        }
        start = end + 1;
    }
    return word_of_street && number && letters;
}

/// A number of a house behind the street, or before it.
bool has_house_number(std::string_view text) {
    const std::size_t gap = text.rfind(' ');
    if (gap == std::string_view::npos || std::ranges::count(text, ' ') > 7) { return false; }
    const std::string_view last = text.substr(gap + 1);
    const std::string_view first = text.substr(0, text.find(' '));
    const auto number = [](std::string_view word) { return !word.empty() && is_digit(word[0]) && word.size() <= 5; };
    return (number(last) && !is_digit(text[0])) || (number(first) && std::ranges::any_of(text, values::is_letter));
}

/// A street with its number, and a place with its postal code.
bool like_full_address(const SampledValue& v) {
    const std::size_t cut = v.text.find_first_of(",;\n|");
    if (cut == std::string_view::npos || v.text.size() < 12) { return false; }
    const std::string_view front = v.text.substr(0, cut);
    const std::string_view back = v.text.substr(cut + 1);
    const auto digits = [](std::string_view text) { return std::ranges::count_if(text, is_digit); };
    const auto letters = [](std::string_view text) { return std::ranges::count_if(text, values::is_letter); };
    return letters(front) >= 3 && letters(back) >= 3 && digits(front) + digits(back) >= 3 &&
           (digits(back) >= 2 || digits(front) >= 4);
}

Judgement judge_street(const Evidence& e) {
    Judgement j;
    if (e.numeric() || e.dated()) { return j; }
    const double street = e.share(like_street);
    const double numbered = e.share([](const SampledValue& v) { return has_house_number(v.text); });
    const double full = e.share(like_full_address);
    const double named = e.share([](const SampledValue& v) {
        const std::string_view last = std::string_view(v.fold).substr(v.fold.rfind(' ') + 1);
        return ends_with_any(last, parts(WordParts::street_endings)) ||
               (lists_with(std::string(last)) & in(WordList::street_words)) != 0;
    });
    j.match = std::max(street, numbered);
    j.valid = std::max(street, named);
    if (full >= 0.5) { return j; }
    if (numbered >= 0.3 || street >= 0.3 || named >= 0.3) { j.strong = 0.93; }
    if (numbered >= 0.3 && street >= 0.3) { j.weak = 0.9; }
    const double goods = e.share([](const SampledValue& v) { return any_word_in(v, in(WordList::product_words)); });
    if (numbered >= 0.75 && street >= 0.45 && goods < 0.2 && e.distinct() >= 8) { j.alone = 0.87; }
    const double front = e.share([](const SampledValue& v) {
        const std::size_t gap = v.text.find(' ');
        return gap <= 5 && values::all_digits(v.text.substr(0, gap)) && gap + 1 < v.text.size() &&
               values::is_upper(v.text[gap + 1]);
    });
    if (front >= 0.9 && street >= 0.2 && goods < 0.2 && e.distinct() >= 20) { j.alone = std::max(j.alone, 0.72); }
    return j;
}

Judgement judge_full_address(const Evidence& e) {
    Judgement j;
    if (e.numeric() || e.dated()) { return j; }
    j.match = j.valid = e.share(like_full_address);
    if (j.match >= 0.3) { j.strong = j.weak = 0.95; }
    const double street =
        e.share([](const SampledValue& v) { return has_house_number(v.text.substr(0, v.text.find(','))); });
    if (j.match >= 0.7 && street >= 0.6 && e.distinct() >= 5) { j.alone = 0.9; }
    return j;
}

Judgement judge_job_title(const Evidence& e) {
    Judgement j;
    const double known = e.share([](const SampledValue& v) {
        if (v.words > 8 || v.fold.empty()) { return false; }
        if (any_word_in(v, in(WordList::job_words))) { return true; }
        bool ending = false;
        each_word(v.fold, [&](std::string_view word) {
            ending = ending || ends_with_any(word, parts(WordParts::job_endings));
        });
        return ending;
    });
    j.match = j.valid = known;
    const double prose = e.share([](const SampledValue& v) { return v.text.size() > 80 || v.fold.empty(); });
    if (!e.numeric() && !e.dated() && prose < 0.3 && e.kind() != Kind::boolean) { j.strong = 0.88 + 0.1 * known; }
    if (known >= 0.35) { j.weak = 0.88; }
    if (known >= 0.5 && e.distinct() >= 5) { j.alone = 0.6 + 0.35 * known; }
    return j;
}

constexpr std::array judges = {
    Judge{"person_name", judge_person_name},   Judge{"first_name", judge_first_name},
    Judge{"last_name", judge_last_name},       Judge{"street_address", judge_street},
    Judge{"full_address", judge_full_address}, Judge{"city", judge_city},
    Judge{"job_title", judge_job_title},       Judge{"username", judge_username},
    Judge{"company", judge_company},
};

}  // namespace

std::span<const Judge> name_judges() { return judges; }

double share_of_possible_names(const Evidence& evidence, std::uint8_t most_words) {
    return evidence.share([most_words](const SampledValue& v) {
        const bool form = v.letters && v.words >= 1 && v.words <= most_words && v.text.size() >= 2;
        return form && !says_something(v) && !(v.words >= 2 && any_word_in(v, not_in_names));
    });
}

double share_of_listed_names(const Evidence& evidence) {
    return evidence.share([](const SampledValue& v) {
        bool given = false;
        bool family = false;
        each_word(v.fold, [&](std::string_view word) {
            const WordLists lists = lists_with(std::string(word));
            given = given || (lists & in(WordList::first_names)) != 0;
            family = family || (lists & in(WordList::last_names)) != 0;
        });
        return given && family;
    });
}

}  // namespace klarsicht
