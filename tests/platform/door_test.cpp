// The engine's door, asked as the page asks it.
#include "platform/web/engine/door.h"

#include <gtest/gtest.h>

#include <array>

#include "support/audit.h"

namespace klarsicht::web {
namespace {

class DoorTest : public testing::Test {
protected:
    Answer ask(std::string_view request) {
        return door_.answer(request, [&](std::string_view piece) { file_ += piece; });
    }
    /// What was wrong with a request, "" if nothing.
    std::string error(std::string_view request) {
        const Answer answer = ask(request);
        return answer.said.contains("error") ? answer.said["error"].get<std::string>() : std::string();
    }
    bool feed(std::string_view text) { return door_.feed(std::as_bytes(std::span(text.data(), text.size()))); }
    void open(std::string_view csv) {
        ASSERT_EQ(error(R"({"request": "open", "name": "test.csv"})"), "");
        ASSERT_TRUE(feed(csv));
        ASSERT_EQ(error(R"({"request": "finish"})"), "");
    }

    Door door_{Progress::none()};
    std::string file_;
};

constexpr std::string_view people = "sex,age,chosen\nf,30,yes\nm,40,no\nf,50,no\nm,20,yes\nf,33,no\nm,44,yes\n";

TEST_F(DoorTest, WhatIsDecidedComesBackWithEveryAnswer) {
    open(people);
    ASSERT_EQ(error(R"({"request": "audit"})"), "");
    const Answer decided =
        ask(R"({"request": "decide", "checks": [0], "choice": "mend", "who": "Ada", "until": "2026-12-31"})");
    EXPECT_EQ(decided.said["undoable"], 1);
    EXPECT_EQ(decided.said["unsaved"], true);
    EXPECT_EQ(decided.said["stale"], false);
    EXPECT_EQ(decided.said["record"]["decisions"][0]["who"], "Ada");
    EXPECT_EQ(ask(R"({"request": "undo"})").said["redo"], "Decision “mend”");
    EXPECT_EQ(ask(R"({"request": "redo"})").said["undoable"], 1);
    EXPECT_EQ(ask(R"({"request": "note", "question": "q1", "answer": "yes"})").said["decided"]["readiness"]["q1"],
              "yes");
    EXPECT_EQ(ask(R"({"request": "note", "notes": "n"})").said["decided"]["notes"], "n");
    EXPECT_NE(error(R"({"request": "note", "name": "Ada"})"), "") << "no day";
    EXPECT_EQ(error(R"({"request": "note", "name": "Ada", "day": "2026-12-01"})"), "");
    const Answer work = ask(R"({"request": "keep_work"})");
    EXPECT_EQ(work.said["unsaved"], false);
    EXPECT_TRUE(json::parse(work.bytes).contains("record"));
    EXPECT_EQ(error(json{{"request", "work"}, {"text", work.bytes}}.dump()), "");
    EXPECT_EQ(error(json{{"request", "record"}, {"record", json::parse(work.bytes)["record"]}}.dump()), "");
    EXPECT_EQ(error(json{{"request", "compare"}, {"text", work.bytes}}.dump()), "");
    ASSERT_EQ(error(R"({"request": "open", "input": "earlier", "name": "old.csv"})"), "");
    ASSERT_TRUE(feed(people));
    ASSERT_EQ(error(R"({"request": "finish"})"), "");
    EXPECT_EQ(ask(R"({"request": "compare", "file": true})").said["comparison"]["rows_then"], 6);
    EXPECT_EQ(ask(R"({"request": "compare"})").said["comparison"], json());
    for (const char* wrong : {R"({"request": "decide", "checks": [-1], "choice": "mend"})",
                              R"({"request": "decide", "checks": [9999], "choice": "mend"})",
                              R"({"request": "decide", "checks": [0], "choice": "perhaps"})",
                              R"({"request": "decide", "checks": [0], "choice": "accept"})",
                              R"({"request": "note", "question": "q1", "answer": "maybe"})", R"({"request": "note"})",
                              R"({"request": "work", "text": "{}"})", R"({"request": "compare", "text": "{}"})"}) {
        EXPECT_NE(error(wrong), "") << wrong;
    }
}

TEST_F(DoorTest, AFileFromOpeningToItsReport) {
    open(people);
    EXPECT_EQ(door_.rows_read(), 6U);
    EXPECT_EQ(error(R"({"request": "plan", "plan": {"as_of": "2026-11-01"}})"), "");
    const Answer audited = ask(R"({"request": "audit", "lang": "de"})");
    EXPECT_EQ(audited.said["plan"].dump(), R"({"version":1,"roles":{},"as_of":"2026-11-01"})");
    EXPECT_EQ(audited.said["undoable"], 0);
    EXPECT_EQ(audited.said["stale"], false);
    EXPECT_EQ(ask(R"({"request": "render", "lang": "de"})").bytes, audited.bytes);
    EXPECT_EQ(json::parse(audited.bytes, nullptr, false)["source"]["rows"].dump(), "6");
    EXPECT_EQ(error(R"({"request": "remedy", "remedies": [{"do": "drop", "columns": ["age", "chosen"]}]})"), "");
    EXPECT_EQ(file_, "sex\nf\nm\nf\nm\nf\nm\n");
}

TEST_F(DoorTest, RowsComeAPageAtATimeAndLeaveAsAFile) {
    open(people);
    EXPECT_NE(error(R"({"request": "rows"})"), "");
    EXPECT_EQ(error(R"({"request": "audit", "show_values": true})"), "");
    const json page =
        ask(R"({"request": "rows", "first": 1, "count": 2, "columns": [1, 0], "sort": 1, "descending": true,
               "filters": [{"column": 0, "is": "value", "value": "m"}], "values_of": 0})")
            .said;
    EXPECT_EQ(page["total"].dump(), "3");
    EXPECT_EQ(page["of"].dump(), "6");
    EXPECT_EQ(page["values"].dump(), R"(["f","m"])");
    EXPECT_EQ(page["columns"][0].dump(), R"({"index":1,"name":"age","tells":true})");
    EXPECT_EQ(page["rows"].dump(), R"([{"row":1,"line":3,"cells":["40","m"],"states":"vv"},)"
                                   R"({"row":3,"line":5,"cells":["20","m"],"states":"vv"}])");
    EXPECT_NE(error(R"({"request": "rows", "filters": [{"column": 0, "is": "odd"}]})"), "");
    EXPECT_NE(error(R"({"request": "rows", "columns": [-1]})"), "");
    EXPECT_NE(error(R"({"request": "rows", "check": 99999})"), "");
    EXPECT_EQ(error(R"({"request": "save_rows", "columns": [0], "filters": [{"column": 1, "is": "missing"}]})"), "");
    EXPECT_EQ(file_, "\xEF\xBB\xBFRow,Line of the file,sex\r\n");
}

TEST_F(DoorTest, ThePageHasAWordForEveryRole) {
    for (const std::string lang : {"de", "en"}) {
        const json texts = ask(R"({"request": "texts", "lang": ")" + lang + R"("})").said["texts"];
        for (const Role role : offered_roles()) {
            EXPECT_TRUE(texts.contains("role." + std::string(name_of(role)))) << lang << " " << name_of(role);
        }
    }
}

TEST_F(DoorTest, ARemedysPlanIsHeldAgainstTheFile) {
    open(people);
    EXPECT_EQ(error(R"({"request": "plan", "plan": {"limits": {"no.such.limit": 1}}})"), "");
    EXPECT_NE(error(R"({"request": "remedy", "remedies": [{"do": "drop", "column": "age"}]})").find("no.such.limit"),
              std::string::npos);
    EXPECT_EQ(file_, "");
}

TEST_F(DoorTest, OutOfTurnIsASentence) {
    for (const char* request :
         {R"({"request": "finish"})", R"({"request": "plan"})", R"({"request": "edit", "edits": []})",
          R"({"request": "audit"})", R"({"request": "render"})", R"({"request": "remedy", "remedies": []})",
          R"({"request": "open", "input": "reference", "name": "x"})"}) {
        EXPECT_EQ(error(request), "No file is open. Choose a file first.") << request;
    }
    EXPECT_FALSE(feed("a,b\n1,2\n"));
    open(people);
    for (const char* request :
         {R"({"request": "render"})", R"({"request": "dots", "group": "sex", "decision": "chosen"})",
          R"({"request": "detail", "check": 0})", R"({"request": "choices", "column": "sex"})"}) {
        EXPECT_EQ(error(request), "The file has not been audited yet. Please audit it first.") << request;
    }
}

TEST_F(DoorTest, WhatCannotBeReadIsSaidOnce) {
    ASSERT_EQ(error(R"({"request": "open", "name": "picture.csv"})"), "");
    feed(std::string_view("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16));
    EXPECT_NE(error(R"({"request": "finish", "lang": "de"})").find("picture.csv"), std::string::npos);
    open(people);  // the next file is read as if nothing had been
}

TEST_F(DoorTest, WhatIsNoRequestIsRefusedByName) {
    const std::pair<std::string_view, std::string_view> refused[] = {
        {"", "not valid JSON"},
        {"[]", "not valid JSON"},
        {"{", "not valid JSON"},
        {"{}", "no request “”"},
        {R"({"request": 7})", "no request “”"},
        {R"({"request": "sing"})", "“sing”"},
        {R"({"request": "open"})", "“name”"},
        {R"({"request": "open", "name": "x", "input": "other"})", "“input”"},
        {R"({"request": "open", "name": "x", "delimiter": "tab"})", "“delimiter”"},
        {R"({"request": "open", "name": "x", "header": 1})", "“header”"},
        {R"({"request": "plan", "plan": []})", "“plan”"},
        {R"({"request": "edit"})", "“edits”"},
        {R"({"request": "edit", "edits": [3]})", "“edit”"},
        {R"({"request": "audit", "show_values": "yes"})", "“show_values”"},
        {R"({"request": "render", "format": "pdf"})", "“format”"},
        {R"({"request": "detail"})", "“check”"},
        {R"({"request": "detail", "check": 1.5})", "“check”"},
        {R"({"request": "detail", "check": 1e300})", "“check”"},
        {R"({"request": "dots", "group": "a"})", "“decision”"},
        {R"({"request": "choices", "column": null})", "“column”"},
        {R"({"request": "remedy", "remedies": {}})", "“remedies”"},
        {R"({"request": "remedy", "remedies": [1]})", "“remedies”"},
        {R"({"request": "scenario", "name": "campaign", "rows": -1})", "“rows”"},
        {R"({"request": "scenario", "name": "x", "settings": 1})", "“settings”"},
        {R"({"request": "text", "key": 1})", "“key”"},
        {R"({"request": "texts", "colour": 1})", "“colour”"},
        {R"({"request": "texts", "lang": "fr"})", "“lang”"}};
    for (const auto& [request, named] : refused) {
        const std::string said = error(request);
        EXPECT_NE(said.find(named), std::string::npos) << request << ": " << said;
        EXPECT_TRUE(said.ends_with('.')) << said;
    }
    EXPECT_NE(error(R"({"request": "sing", "lang": "de"})").find("gibt es nicht"), std::string::npos);
    EXPECT_NE(error(R"({"request": "plan", "plan": )" + std::string(100000, '[') + std::string(100000, ']') + "}")
                  .find("not valid JSON"),
              std::string::npos);
    EXPECT_NE(error(std::string(100000, '{')).find("not valid JSON"), std::string::npos);
    EXPECT_EQ(error(R"({"request": "text", "key": "page.choose", "args": {"a": "[[[[[[[[ \" {{{{{{"}})"), "");
}

/// People of so many kinds that their subgroups fill pages, some of them of fewer than five people.
std::string many_kinds() {
    std::string csv = "sex,town,job,chosen\n";
    for (std::size_t i = 0; i < 600; ++i) {
        const std::size_t kind = i * 7919 % 1009;
        const bool rare = i % 150 == 0;
        csv += std::string(kind % 2 == 0 ? "f" : "m") + ",T" + std::to_string(kind % 9) + "," +
               (rare ? "diver" : "J" + std::to_string(kind % 7)) + "," + (kind % 5 < 2 ? "yes" : "no") + "\n";
    }
    return csv;
}

/// 400 people with an adviser each, whose names nothing tells from other words.
std::string advised() {
    std::string csv = "sex,adviser,chosen\n";
    constexpr std::array<std::string_view, 4> advisers = {"kloppenbrink", "thistlewick", "quasten", "zwickelmaier"};
    for (std::size_t i = 0; i < 400; ++i) {
        csv += std::string(i % 2 == 0 ? "f," : "m,") + std::string(advisers[i / 2 % 4]) +
               (i % 3 == 0 || i % 8 == 1 ? ",yes\n" : ",no\n");
    }
    return csv;
}

TEST_F(DoorTest, WhatIsSavedOrSentShowsLessThanTheScreen) {
    constexpr std::string_view plan = R"("roles": {"sex": ["protected"], "adviser": ["attribute"],
        "chosen": ["decision"]}, "positive": {"chosen": {"equals": "yes"}}, "as_of": "2026-11-01")";
    const auto holds_names = [&](std::string_view request) {
        return ask(std::string(request)).bytes.find("kloppenbrink") != std::string::npos;
    };
    open(advised());
    ASSERT_EQ(error(R"({"request": "plan", "plan": {)" + std::string(plan) + "}}"), "");
    EXPECT_TRUE(holds_names(R"({"request": "audit", "lang": "en"})"));
    for (const char* format : {"json", "html", "md", "csv", "counts.csv"}) {
        EXPECT_FALSE(holds_names(R"({"request": "render", "lang": "en", "format": ")" + std::string(format) + R"("})"))
            << format;
    }
    EXPECT_TRUE(holds_names(R"({"request": "render", "lang": "en"})")) << "the screen is as it was";

    ASSERT_EQ(error(R"({"request": "edit", "edits": [{"edit": "harmless", "column": "adviser", "harmless": true}]})"),
              "");
    EXPECT_FALSE(holds_names(R"({"request": "render", "lang": "en", "format": "json"})"))
        << "what is saved is the last audit";
    EXPECT_TRUE(holds_names(R"({"request": "audit", "lang": "en"})"));
    EXPECT_TRUE(holds_names(R"({"request": "render", "lang": "en", "format": "json"})"));
    EXPECT_EQ(ask(R"({"request": "choices", "column": "adviser"})").said["harmless"], true);
    EXPECT_EQ(ask(R"({"request": "choices", "column": "sex"})").said["harmless"], nullptr);
}

TEST_F(DoorTest, NamesOfPeopleAboveColumnsStayOnTheScreen) {
    std::string csv = "month,Anna Weber\n";
    for (int i = 0; i < 60; ++i) { csv += std::to_string(i % 12 + 1) + "," + std::to_string(i * 7 % 90) + "\n"; }
    open(csv);
    EXPECT_NE(ask(R"({"request": "audit", "lang": "de"})").bytes.find("Anna Weber"), std::string::npos);
    EXPECT_EQ(ask(R"({"request": "render", "lang": "de", "format": "html"})").bytes.find("Weber"), std::string::npos);
    EXPECT_EQ(ask(R"({"request": "render", "lang": "de", "format": "json"})").bytes.find("Weber"), std::string::npos);
}

TEST_F(DoorTest, AKeptPlanIsLookedAtBeforeItIsTaken) {
    const auto read = [&](std::string_view text) {
        return json{{"request", "read_plan"}, {"lang", "en"}, {"text", text}}.dump();
    };
    const std::string plan = R"({"version": 1, "roles": {"sex": ["protected"]}})";
    EXPECT_EQ(ask(read("\xEF\xBB\xBF" + plan)).said["plan"]["roles"]["sex"][0], "protected");
    EXPECT_NE(error(read("{\n  \"roles\": {\"a\": [\"ignore\"],}\n}")).find("line 2"), std::string::npos);
    EXPECT_NE(error(read(R"({"version": 1, "roles": []})")).find("“roles” does not fit"), std::string::npos);
    EXPECT_NE(error(read(R"({"version": 1, "roles": {"sex": ["protectd"]}})")).find("“protected”"), std::string::npos);
    EXPECT_NE(error(read("null")).find("not an object"), std::string::npos);
}

TEST_F(DoorTest, ALongListComesInPagesAndIsWholeInFiles) {
    open(many_kinds());
    ASSERT_EQ(error(R"({"request": "plan", "plan": {"roles": {"sex": ["protected"], "town": ["attribute"],
                       "job": ["attribute"], "chosen": ["decision"]}, "positive": {"chosen": {"equals": "yes"}},
                       "limits": {"bias.subgroups.min_support": 0.005}, "harmless": ["town", "job"], "as_of": "2026-11-01"}})"),
              "");
    json in_view = json::parse(ask(R"({"request": "audit", "lang": "de"})").bytes, nullptr, false);
    EXPECT_EQ(json::parse(ask(R"({"request": "render", "lang": "de"})").bytes, nullptr, false), in_view);
    const json whole =
        json::parse(ask(R"({"request": "render", "lang": "de", "format": "json"})").bytes, nullptr, false);
    std::size_t cut = 0;
    for (std::size_t i = 0; i < whole["checks"].size(); ++i) {
        const json& own = whole["checks"][i];
        json& first = in_view["checks"][i];
        EXPECT_FALSE(own.contains("groups_total"));
        EXPECT_TRUE(first.contains("labels")) << "of figures that the table leaves out";
        first.erase("labels");
        first["rows"].erase("listed");  // only what is in view can be looked at
        first.erase("assignable");      // and only there a role can be given
        if (own["id"] != "bias.subgroups") {
            EXPECT_EQ(first, own);
            continue;
        }
        ++cut;
        const std::size_t total = own["groups"].size();
        ASSERT_GT(total, 2 * page_groups);
        EXPECT_EQ(first["groups_total"], total);
        EXPECT_EQ(first["groups"].size(), page_groups);
        EXPECT_EQ(first["table"]["rows"].size(), page_groups);
        EXPECT_EQ(first["table"]["more"], total - page_groups);
        json groups = json::array(), rows = json::array();
        for (std::size_t page = 0; groups.size() < total; ++page) {
            const json said = ask(R"({"request": "detail", "lang": "de", "check": )" + std::to_string(i) +
                                  R"(, "page": )" + std::to_string(page) + "}")
                                  .said;
            ASSERT_FALSE(said.contains("error")) << said.dump();
            EXPECT_EQ(said["first"], groups.size());
            EXPECT_EQ(said["table"]["columns"], own["table"]["columns"]);
            groups.insert(groups.end(), said["groups"].begin(), said["groups"].end());
            rows.insert(rows.end(), said["table"]["rows"].begin(), said["table"]["rows"].end());
            EXPECT_EQ(said["table"]["more"], total - groups.size());
        }
        EXPECT_EQ(groups, own["groups"]) << "with what is suppressed, and under the same labels";
        EXPECT_NE(groups.dump().find("suppressed"), std::string::npos);
        EXPECT_EQ(rows.size(), total);
        EXPECT_TRUE(std::equal(own["table"]["rows"].begin(), own["table"]["rows"].end(), rows.begin()));
        EXPECT_EQ(error(R"({"request": "detail", "check": )" + std::to_string(i) + R"(, "page": 4711})"),
                  "This list has no page number 4,711. There are " +
                      std::to_string((total + page_groups - 1) / page_groups) + ", counted from 0.");
    }
    EXPECT_EQ(cut, 1U);
}

}  // namespace
}  // namespace klarsicht::web
