#include "base/fold.h"

#include <gtest/gtest.h>

namespace klarsicht {
namespace {

TEST(Fold, TakesCaseAndAccentsAway) {
    EXPECT_EQ(folded("GRÖSSE Äß"), "groesse aess");
    EXPECT_EQ(folded("Dvořák, Łódź, ĲSSEL, Ŵ ÿ ſ"), "dvorak, lodz, ijssel, w y s");
    EXPECT_EQ(folded("O’Neill – Müller‑Lüdenscheidt"), "o'neill - mueller-luedenscheidt");
}

TEST(Fold, LeavesTheRest) {
    EXPECT_EQ(folded("2 × 3 ÷ 4 € Ωμέγα 漢字"), "2 × 3 ÷ 4 € Ωμέγα 漢字");
    EXPECT_EQ(folded("ƀ"), "ƀ") << "U+0180 is the first that is not in the table";
    EXPECT_EQ(folded("\xC3"), "\xC3") << "half a character stays";
    EXPECT_EQ(folded("\xC3("), "\xC3(");
    EXPECT_EQ(folded("\xE2\x80"), "\xE2\x80");
}

TEST(Fold, EveryLetterOfTheTableStandsWhereItBelongs) {
    EXPECT_EQ(plain_letters("À"), "a");
    EXPECT_EQ(plain_letters("ÿ"), "y");
    EXPECT_EQ(plain_letters("Ā"), "a");
    EXPECT_EQ(plain_letters("œuvre"), "oe");
    EXPECT_EQ(plain_letters("ž"), "z");
    EXPECT_EQ(plain_letters("×"), "");
    EXPECT_EQ(plain_letters("a"), "");
    EXPECT_EQ(plain_letters(""), "");
}

}  // namespace
}  // namespace klarsicht
