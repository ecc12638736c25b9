#include "platform/cli/arguments.h"

#include <algorithm>
#include <array>

#include "ingest/encoding.h"

namespace klarsicht::cli {

namespace {

struct CommandName {
    std::string_view name;
    Command command;
};
constexpr std::array<CommandName, 10> command_names = {{{"audit", Command::audit},
                                                        {"plan", Command::plan},
                                                        {"profile", Command::profile},
                                                        {"rows", Command::rows},
                                                        {"remedy", Command::remedy},
                                                        {"scenario", Command::scenario},
                                                        {"checks", Command::checks},
                                                        {"check-value", Command::check_value},
                                                        {"find-personal", Command::find_personal},
                                                        {"help", Command::help}}};

constexpr std::array<std::string_view, 5> report_extensions = {"json", "html", "csv", "md", "klarsicht"};
constexpr std::array<Area, 5> areas = {Area::privacy, Area::bias, Area::quality, Area::ethics, Area::skills};

template <class List>
bool contains(const List& list, std::string_view value) {
    return std::find(list.begin(), list.end(), value) != list.end();
}

std::unexpected<Error> usage(Message message) { return fail(ErrorCode::usage, std::move(message)); }

std::unexpected<Error> bad_value(std::string_view option, std::string_view value, std::string_view allowed) {
    return usage(Message("error.cli.bad_value").text("name", option).text("value", value).text("allowed", allowed));
}

bool takes_table(Command command) {
    return command == Command::audit || command == Command::plan || command == Command::profile ||
           command == Command::rows || command == Command::remedy;
}

bool takes_file(Command command) { return takes_table(command) || command == Command::find_personal; }

constexpr std::array<Input, input_count> inputs = {Input::current, Input::reference, Input::population};

/// An option that says how an input is read: `--sheet` of the file, `--reference-sheet` of the older one.
struct ReadingOption {
    Input input;
    std::string_view name;  ///< delimiter, encoding, no-header, guarded, sheet
};

std::optional<ReadingOption> reading_option(std::string_view option) {
    constexpr std::array<std::string_view, 5> names = {"delimiter", "encoding", "no-header", "guarded", "sheet"};
    if (!option.starts_with("--")) { return std::nullopt; }
    const std::string_view name = option.substr(2);
    for (const Input input : inputs) {
        const std::string prefix = input == Input::current ? std::string() : std::string(name_of(input)) + "-";
        if (!name.starts_with(prefix)) { continue; }
        const auto found = std::ranges::find(names, name.substr(prefix.size()));
        if (found != names.end()) { return ReadingOption{input, *found}; }
    }
    return std::nullopt;
}

/// Which commands know an option.
bool fits(std::string_view option, Command command) {
    if (option == "--lang") { return true; }
    if (const auto reading = reading_option(option)) {
        if (command == Command::find_personal) { return option == "--encoding"; }
        return reading->input == Input::current ? takes_table(command) : command == Command::audit;
    }
    if (option == "--plan") {
        return command == Command::audit || command == Command::profile || command == Command::plan ||
               command == Command::remedy || command == Command::rows;
    }
    if (option == "--explain") { return command == Command::plan; }
    if (option == "--key-file" || option == "--share-sheet") { return command == Command::remedy; }
    if (option == "--show-values") {
        return command == Command::audit || command == Command::profile || command == Command::rows;
    }
    if (option == "--rules") {
        return command == Command::audit || command == Command::checks || command == Command::rows;
    }
    if (option == "--check" || option == "--subject") { return command == Command::rows; }
    if (option == "--reference" || option == "--population" || option == "--show-cells" || option == "--fail-on" ||
        option == "--work" || option == "--compare") {
        return command == Command::audit;
    }
    if (option == "--out") {
        return command == Command::audit || command == Command::scenario || command == Command::remedy ||
               command == Command::rows;
    }
    if (option == "--rows" || option == "--seed" || option == "--set") { return command == Command::scenario; }
    return option == "--area" && command == Command::checks;
}

/// What an option without a value turns on; nullptr where it has one.
bool* flag_of(std::string_view option, Arguments& arguments) {
    if (option == "--show-values") { return &arguments.show_values; }
    if (option == "--show-cells") { return &arguments.show_cells; }
    return option == "--explain" ? &arguments.explain : nullptr;
}

std::optional<std::uint64_t> whole_number(std::string_view text) {
    if (text.empty() || text.size() > 18) { return std::nullopt; }
    std::uint64_t value = 0;
    for (const char c : text) {
        if (c < '0' || c > '9') { return std::nullopt; }
        value = value * 10 + static_cast<std::uint64_t>(c - '0');
    }
    return value;
}

Result<void> set_delimiter(Reading& reading, std::string_view option, std::string_view value) {
    if (value == "tab" || value == "\\t") {
        reading.delimiter = '\t';
    } else if (value.size() == 1 && value[0] != '"' && value[0] != '\n' && value[0] != '\r' &&
               static_cast<unsigned char>(value[0]) < 0x80) {
        reading.delimiter = value[0];
    } else {
        return bad_value(option, value, ", ; | tab …");
    }
    return {};
}

Result<void> set_reading(Reading& reading, std::string_view name, std::string_view option, std::string_view value) {
    if (name == "delimiter") { return set_delimiter(reading, option, value); }
    if (name == "sheet") {
        reading.sheet = std::string(value);
    } else if (name == "encoding") {
        if (!encoding_named(value)) { return bad_value(option, value, encoding_names()); }
        reading.encoding = std::string(value);
    }
    return {};
}

Result<void> set_option(Arguments& arguments, std::string_view option, std::string_view value) {
    if (const auto reading = reading_option(option)) {
        return set_reading(arguments.reading(reading->input), reading->name, option, value);
    }
    if (option == "--lang") {
        const auto language = language_named(value);
        if (!language) { return bad_value(option, value, "de, en"); }
        arguments.language = *language;
    } else if (option == "--plan") {
        arguments.plan = std::string(value);
    } else if (option == "--key-file") {
        arguments.key_file = std::string(value);
    } else if (option == "--share-sheet") {
        arguments.share_sheet = std::string(value);
    } else if (option == "--reference") {
        arguments.reference = std::string(value);
    } else if (option == "--population") {
        arguments.population = std::string(value);
    } else if (option == "--work") {
        arguments.work = std::string(value);
    } else if (option == "--compare") {
        arguments.compare = std::string(value);
    } else if (option == "--rules") {
        arguments.rules = std::string(value);
    } else if (option == "--fail-on") {
        if (value != "warn" && value != "fail") { return bad_value(option, value, "warn, fail"); }
        arguments.fail_on = value == "warn" ? Status::warn : Status::fail;
    } else if (option == "--area") {
        const auto at = std::find_if(areas.begin(), areas.end(), [&](Area area) { return name_of(area) == value; });
        if (at == areas.end()) { return bad_value(option, value, "privacy, bias, quality, ethics, skills"); }
        arguments.area = *at;
    } else if (option == "--rows" || option == "--seed") {
        const auto number = whole_number(value);
        if (!number) { return bad_value(option, value, "0, 1, 2 …"); }
        (option == "--rows" ? arguments.rows : arguments.seed) = *number;
    } else if (option == "--set") {
        const std::size_t equals = value.find('=');
        if (equals == std::string_view::npos || equals == 0) { return bad_value(option, value, "key=value"); }
        arguments.settings.emplace_back(value.substr(0, equals), value.substr(equals + 1));
    } else if (option == "--check") {
        arguments.check = std::string(value);
    } else if (option == "--subject") {
        arguments.subject.emplace_back(value);
    } else if (option == "--out") {
        arguments.out.emplace_back(value);
    }
    return {};
}

struct Positional {
    std::string_view word;
    bool follows_out;  ///< stands right after `--out REPORT`, so it may be a further report
};

/// `--out a.json b.html FILE`: the last of them is the file, where no other word is.
Result<void> place_positionals(Arguments& arguments, std::string_view command, std::vector<Positional> words) {
    const auto surplus = [&](std::string_view word) {
        return usage(Message("error.cli.surplus").text("name", word).text("command", command));
    };
    std::string* target = takes_file(arguments.command) ? &arguments.file
                          : arguments.command == Command::scenario || arguments.command == Command::check_value
                              ? &arguments.name
                              : nullptr;
    if (target == nullptr) { return words.empty() ? Result<void>() : Result<void>(surplus(words.front().word)); }
    auto chosen = std::find_if(words.begin(), words.end(), [](const Positional& word) { return !word.follows_out; });
    if (chosen == words.end() && !words.empty()) { chosen = words.end() - 1; }
    if (chosen != words.end()) {
        *target = std::string(chosen->word);
        words.erase(chosen);
    }
    for (const Positional& word : words) {
        if (!word.follows_out) { return surplus(word.word); }
        arguments.out.emplace_back(word.word);
    }
    return {};
}

/// Every input is a file of its own, and how one is read is said only of one that is there.
Result<void> check_inputs(const Arguments& arguments) {
    bool standard_input = false;
    for (const Input input : inputs) {
        const std::string* path = arguments.path(input);
        const std::string option = "--" + std::string(name_of(input));
        if (path == nullptr) {
            if (arguments.reading(input) == Reading()) { continue; }
            return usage(Message("error.cli.missing_value").text("name", option));
        }
        if (*path == "-" && standard_input) { return bad_value(option, "-", "FILE"); }
        standard_input = standard_input || *path == "-";
        if (contains(arguments.out, *path) && *path != "-") {
            return usage(Message("error.cli.out_is_input").text("name", *path));
        }
    }
    return {};
}

Result<void> check_complete(const Arguments& arguments, std::string_view command) {
    if (takes_file(arguments.command) && arguments.file.empty()) {
        return usage(Message("error.cli.missing_file").text("command", command));
    }
    if (arguments.command == Command::check_value && arguments.name.empty()) {
        return usage(Message("error.cli.missing_name").text("command", command).text("name", "TYPE"));
    }
    if (arguments.command == Command::scenario && !arguments.name.empty() && arguments.out.size() != 1) {
        return usage(
            Message("error.cli.missing_name").text("command", command).text("name", arguments.name + " --out FILE"));
    }
    const bool of_a_finding = arguments.plan || !arguments.subject.empty() || !arguments.out.empty() ||
                              arguments.show_values || !arguments.check.empty();
    if (arguments.command == Command::rows && of_a_finding && (arguments.check.empty() || arguments.out.size() > 1)) {
        return usage(Message("error.cli.missing_name")
                         .text("command", command)
                         .text("name", arguments.file + " --check ID [--out LIST.csv]"));
    }
    if (arguments.command == Command::remedy) {
        if (!arguments.plan) {
            return usage(Message("error.cli.missing_name")
                             .text("command", command)
                             .text("name", arguments.file + " --plan PLAN.json --out NEWFILE"));
        }
        if (arguments.out.size() != 1) {
            return usage(Message("error.cli.missing_name")
                             .text("command", command)
                             .text("name", arguments.file + " --plan " + *arguments.plan + " --out NEWFILE"));
        }
        if (arguments.key_file == "-" && arguments.file == "-") { return bad_value("--key-file", "-", "FILE"); }
        if (arguments.out.front() == arguments.file && arguments.file != "-") {
            return usage(Message("error.cli.remedy_is_input").text("name", arguments.file));
        }
    }
    if (arguments.command == Command::audit) {
        for (const std::string& out : arguments.out) {
            if (!contains(report_extensions, extension_of(out))) {
                return usage(Message("error.cli.out_format").text("name", out));
            }
        }
        return check_inputs(arguments);
    }
    return {};
}

}  // namespace

const std::string* Arguments::path(Input input) const {
    if (input == Input::current) { return &file; }
    const std::optional<std::string>& other = input == Input::reference ? reference : population;
    return other ? &*other : nullptr;
}

std::string extension_of(std::string_view path) {
    const std::size_t slash = path.find_last_of("/\\");
    const std::string_view name = slash == std::string_view::npos ? path : path.substr(slash + 1);
    const std::size_t dot = name.rfind('.');
    if (dot == std::string_view::npos) { return {}; }
    std::string extension(name.substr(dot + 1));
    for (char& c : extension) { c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }
    return extension;
}

Language language_of(std::span<const std::string_view> words) {
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (words[i] == "--lang" && i + 1 < words.size()) {
            return language_named(words[i + 1]).value_or(Language::en);
        }
        if (words[i].starts_with("--lang=")) { return language_named(words[i].substr(7)).value_or(Language::en); }
    }
    return Language::en;
}

Result<Arguments> parse_arguments(std::span<const std::string_view> words) {
    Arguments arguments;
    arguments.language = language_of(words);
    if (words.empty()) { return usage(Message("error.cli.no_command")); }
    if (contains(words, "--help") || contains(words, "-h")) { return arguments; }
    const std::string_view command = words.front();
    if (command == "--version") {
        arguments.command = Command::version;
        return arguments;
    }
    const auto known = std::find_if(command_names.begin(), command_names.end(),
                                    [&](const CommandName& name) { return name.name == command; });
    if (known == command_names.end()) {
        return command.starts_with("-") ? usage(Message("error.cli.no_command"))
                                        : usage(Message("error.cli.unknown_command").text("name", command));
    }
    arguments.command = known->command;
    if (arguments.command == Command::help) { return arguments; }

    std::vector<Positional> positionals;
    bool after_out = false;
    bool only_names = false;
    for (std::size_t i = 1; i < words.size(); ++i) {
        const std::string_view word = words[i];
        if (only_names || word == "-" || !word.starts_with("-")) {
            positionals.push_back({word, after_out});
            continue;
        }
        after_out = false;
        if (word == "--") {
            only_names = true;
            continue;
        }
        const std::size_t equals = word.find('=');
        const std::string_view option = word.substr(0, equals);
        if (!fits(option, arguments.command)) {
            return usage(Message("error.cli.unknown_option").text("name", option).text("command", command));
        }
        bool* flag = flag_of(option, arguments);
        if (const auto reading = reading_option(option)) {
            Reading& of = arguments.reading(reading->input);
            if (reading->name == "no-header") { flag = &of.no_header; }
            if (reading->name == "guarded") { flag = &of.guarded; }
        }
        if (flag != nullptr) {
            if (equals != std::string_view::npos) {
                return usage(Message("error.cli.unknown_option").text("name", word).text("command", command));
            }
            *flag = true;
            continue;
        }
        std::string_view value;
        if (equals != std::string_view::npos) {
            value = word.substr(equals + 1);
        } else if (i + 1 < words.size() && (words[i + 1] == "-" || !words[i + 1].starts_with("--"))) {
            value = words[++i];
        } else {
            return usage(Message("error.cli.missing_value").text("name", option));
        }
        if (auto set = set_option(arguments, option, value); !set) { return std::unexpected(set.error()); }
        after_out = option == "--out";
    }
    if (auto placed = place_positionals(arguments, command, std::move(positionals)); !placed) {
        return std::unexpected(placed.error());
    }
    if (auto complete = check_complete(arguments, command); !complete) { return std::unexpected(complete.error()); }
    return arguments;
}

}  // namespace klarsicht::cli
