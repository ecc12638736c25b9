#include <gtest/gtest.h>

#include "support/audit.h"
#include "support/data.h"
#include "support/planted.h"

namespace klarsicht {
namespace {

using test::audit_of;
using test::Dice;
using test::metrics_of;
using test::outcomes_of;

const Outcome* about(const Report& report, const std::vector<std::string>& subject) {
    for (const Outcome* outcome : outcomes_of(report, "quality.duplicates")) {
        if (outcome->subject == subject) { return outcome; }
    }
    return nullptr;
}

TEST(Duplicates, OneMailboxInOtherLetters) {
    for (const char* again : {"Person3@example.com", "PERSON3@EXAMPLE.COM", "\" person3@example.com \""}) {
        std::string csv = "email,source\n";
        for (int i = 0; i < 40; ++i) { csv += "person" + std::to_string(i) + "@example.com,form\n"; }
        csv += std::string(again) + ",import\n";
        const Report report = audit_of(csv);
        const Outcome* found = about(report, {"email"});
        ASSERT_NE(found, nullptr) << again;
        EXPECT_EQ(found->status, Status::warn);
        EXPECT_EQ(found->summary.key, "quality.duplicates.summary.respelt");
        EXPECT_EQ(found->rows.first(), std::vector<std::uint64_t>{40});
    }
}

TEST(Duplicates, ATagIsTheSameMailboxOnlyIfTheFileShowsIt) {
    const auto csv = [](const std::string& last_phone) {
        std::string text = "email,phone\n";
        for (int i = 0; i < 40; ++i) {
            text += "person" + std::to_string(i) + "@example.com,+49 30 23125" + std::to_string(100 + i) + "\n";
        }
        return text + "person3+shop@example.com," + last_phone + "\n";
    };
    EXPECT_NE(about(audit_of(csv("+49 30 23125103")), {"email"}), nullptr);
    EXPECT_EQ(about(audit_of(csv("+49 30 23125777")), {"email"}), nullptr);
}

TEST(Duplicates, RowsOfManyColumnsDoNotRepeatByChance) {
    Dice dice(5);
    std::string csv = "age,region,visits,minutes,device,amount,source\n";
    std::string again;
    for (int i = 0; i < 600; ++i) {
        std::string row = std::to_string(20 + dice.below(50));
        for (const std::uint64_t values : {16, 12, 40, 6, 300, 9}) { row += ",v" + std::to_string(dice.below(values)); }
        csv += row + "\n";
        if (i < 8) { again += row + "\n"; }
    }
    EXPECT_EQ(outcomes_of(audit_of(csv), "quality.duplicates").front()->status, Status::pass);
    const Report report = audit_of(csv + again);
    const Outcome& found = *outcomes_of(report, "quality.duplicates").front();
    EXPECT_EQ(found.status, Status::warn);
    EXPECT_EQ(found.title.key, "quality.duplicates.title.unlikely");
    EXPECT_EQ(metrics_of(found)["exact_rows"], 8);
}

TEST(Duplicates, ManyColumnsThatFollowFromOneAreAsCoarseAsIt) {
    // A shop's number with all that is known of the shop, and two answers: rows repeat all the time.
    Dice dice(6);
    std::string csv = "shop,town,state,manager,size,rent,opened,answer,weekday\n";
    for (int i = 0; i < 900; ++i) {
        const std::string shop = std::to_string(dice.below(60));
        csv += "s" + shop;
        for (const char* of : {",town", ",state", ",manager", ",size", ",rent", ",opened"}) { csv += of + shop; }
        csv += std::string(dice.below(2) == 0 ? ",yes" : ",no") + ",day" + std::to_string(dice.below(7)) + "\n";
    }
    const Report report = audit_of(csv);
    EXPECT_EQ(outcomes_of(report, "quality.duplicates").front()->status, Status::info);
}

TEST(Duplicates, VisitsAlikeAreNoCopiesForCertain) {
    // Whoever leaves at once has nothing in any column but where he came from.
    const auto visits = [](bool at_once, int again) {
        Dice dice(11);
        std::string csv = "month,source,region,a,b,c,d,e,f,g,h\n", repeated;
        for (int i = 0; i < 2000; ++i) {
            const bool left = at_once && dice.below(5) == 0;
            std::string row = "m" + std::to_string(dice.below(9)) + ",s" + std::to_string(dice.below(8)) + ",r" +
                              std::to_string(dice.below(9));
            for (const std::uint64_t values : {40, 300, 9, 12, 80, 20, 30, 60}) {
                const bool zero = left || dice.below(2) == 0;
                row += "," + (zero ? "0" : std::to_string(1 + dice.below(values)));
            }
            csv += row + "\n";
            if (i < again) { repeated += row + "\n"; }
        }
        const Report report = audit_of(csv + repeated);
        const Outcome& outcome = *outcomes_of(report, "quality.duplicates").front();
        return std::pair(outcome.title.key, outcome.remedy.key);
    };
    // Nobody is told to delete what may be a visit of its own.
    EXPECT_EQ(visits(true, 0), std::pair(std::string("quality.duplicates.title.perhaps"),
                                         std::string("quality.duplicates.remedy.perhaps")));
    EXPECT_EQ(visits(false, 12), std::pair(std::string("quality.duplicates.title.unlikely"), std::string()));
}

/// People with a number each; the last ones have all of the first ones but the number.
std::string numbered(const char* name, int columns, int again, int start) {
    Dice dice(5);
    std::string csv = name, repeated;
    for (int c = 0; c < columns; ++c) { csv += ",feature_" + std::to_string(c); }
    csv += "\n";
    for (int i = 0; i < 600; ++i) {
        std::string row;
        for (int c = 0; c < columns; ++c) { row += "," + std::to_string(dice.below(20) * dice.below(20)); }
        csv += std::to_string(start + i) + row + "\n";
        if (i < again) { repeated += std::to_string(start + 600 + i) + row + "\n"; }
    }
    return csv + repeated;
}

TEST(Duplicates, AlikeInAllButANumber) {
    const auto told = [](const std::string& csv) {
        for (const Outcome* outcome : outcomes_of(audit_of(csv), "quality.duplicates")) {
            if (outcome->title.key == "quality.duplicates.title.numbered") {
                return metrics_of(*outcome)["numbered_rows"].get<int>();
            }
        }
        return 0;
    };
    EXPECT_EQ(told(numbered("customer_id", 9, 12, 5000)), 12);
    EXPECT_EQ(told(numbered("ID", 9, 12, 5000)), 12);
    EXPECT_EQ(told(numbered("", 9, 12, 0)), 12);
    EXPECT_EQ(told(numbered("customer_id", 9, 0, 5000)), 0);
    // Whoever is new has nothing yet but what he chose: many are nearly alike.
    const auto beginners = [](std::uint64_t choices) {
        Dice dice(9);
        std::string csv = "customer_id,choice,sex,a,b,c,d,e,f,g\n";
        for (int i = 0; i < 900; ++i) {
            const bool fresh = dice.below(3) == 0;
            csv += std::to_string(5000 + i) + ",c" + std::to_string(dice.below(choices)) +
                   (dice.below(2) == 0 ? ",m" : ",w");
            for (int c = 0; c < 7; ++c) { csv += "," + std::to_string(fresh ? 0 : dice.below(60)); }
            csv += "\n";
        }
        return csv;
    };
    EXPECT_EQ(told(beginners(700)), 0);
    EXPECT_EQ(told(beginners(3)), 0);
    // Few columns: cases alike are what one would expect.
    EXPECT_EQ(told(numbered("customer_id", 3, 12, 5000)), 0);
}

TEST(Duplicates, TwoEventsOfOneMinuteMayBeTwo) {
    const auto log = [](bool seconds, int again) {
        Dice dice(7);
        std::string csv = "Zeit,Ereignis,Land\n", repeated;
        const auto two = [](std::uint64_t n) { return (n < 10 ? "0" : "") + std::to_string(n); };
        for (int i = 0; i < 1500; ++i) {
            std::string row = "2026-05-0" + std::to_string(1 + dice.below(9)) + " " + two(8 + dice.below(12)) + ":" +
                              two(dice.below(60)) + (seconds ? ":" + two(dice.below(60)) : "");
            row += std::string(dice.below(2) == 0 ? ",open" : ",click") + (dice.below(2) == 0 ? ",DE\n" : ",AT\n");
            csv += row;
            if (i < again) { repeated += row; }
        }
        return outcomes_of(audit_of(csv + repeated), "quality.duplicates").front()->status;
    };
    EXPECT_EQ(log(false, 0), Status::info);
    EXPECT_EQ(log(true, 300), Status::warn);
}

TEST(Duplicates, EmptyRowsRepeatNobody) {
    std::string csv = "id,name,amount\n";
    for (int i = 0; i < 40; ++i) { csv += std::to_string(1000 + i) + ",n" + std::to_string(i) + ",5\n"; }
    const Report report = audit_of(csv + ",,\n,,\n,,\n1003,n3,5\n");
    EXPECT_EQ(metrics_of(*outcomes_of(report, "quality.duplicates").front())["exact_rows"], 1);
}

std::string people(int rows, int again) {
    Dice dice(7);
    std::string csv = "customer_no,first_name,last_name,birth_date\n";
    const std::vector<std::string> first = {"Anna", "Bernd", "Carla", "Dirk", "Frieda", "Heike", "Ingo", "Jana"};
    const std::vector<std::string> last = {"Behrens", "Fischer", "Meyer", "Schmidt", "Weber", "Wagner", "Becker"};
    std::vector<std::string> all;
    for (int i = 0; i < rows; ++i) {
        const std::string born = std::to_string(1950 + dice.below(52)) + "-0" + std::to_string(1 + dice.below(9)) +
                                 "-" + std::to_string(10 + dice.below(18));
        all.push_back(first[dice.below(8)] + "," + last[dice.below(7)] + "," + born);
    }
    for (int i = 0; i < again; ++i) { all[static_cast<std::size_t>(i) * 2 + 1] = all[static_cast<std::size_t>(i) * 2]; }
    for (std::size_t i = 0; i < all.size(); ++i) { csv += std::to_string(100000 + i) + "," + all[i] + "\n"; }
    return csv;
}

TEST(Duplicates, NamesakesAreComparedWithChance) {
    const std::vector<std::string> columns = {"first_name", "last_name", "birth_date"};
    const Report chance = audit_of(people(20'000, 0));
    ASSERT_NE(about(chance, columns), nullptr);
    EXPECT_EQ(about(chance, columns)->status, Status::info);
    const Report planted = audit_of(people(3'000, 60));
    ASSERT_NE(about(planted, columns), nullptr);
    EXPECT_EQ(about(planted, columns)->status, Status::warn);
}

}  // namespace
}  // namespace klarsicht
