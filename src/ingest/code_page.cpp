#include "ingest/code_page.h"

#include <algorithm>
#include <array>

#include "ingest/encoding.h"

namespace klarsicht {

namespace {

/// 0x80 … 0xFF of each page, in the order of CodePage. Where a page leaves a byte undefined it stands for the control
/// character of its number, as browsers have it. From the indexes of the WHATWG Encoding Standard, cp850 and cp852 from
/// the Unicode Consortium's mapping tables (VENDORS/MICSFT/PC).
constexpr std::array<std::u16string_view, code_page_count> upper_halves = {
    // windows-1252
    u"€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F"
    u"\u0090‘’“”•–—˜™š›œ\u009DžŸ"
    u"\u00A0¡¢£¤¥¦§¨©ª«¬\u00AD®¯"
    u"°±²³´µ¶·¸¹º»¼½¾¿"
    u"ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏ"
    u"ÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞß"
    u"àáâãäåæçèéêëìíîï"
    u"ðñòóôõö÷øùúûüýþÿ",
    // windows-1250
    u"€\u0081‚\u0083„…†‡\u0088‰Š‹ŚŤŽŹ"
    u"\u0090‘’“”•–—\u0098™š›śťžź"
    u"\u00A0ˇ˘Ł¤Ą¦§¨©Ş«¬\u00AD®Ż"
    u"°±˛ł´µ¶·¸ąş»Ľ˝ľż"
    u"ŔÁÂĂÄĹĆÇČÉĘËĚÍÎĎ"
    u"ĐŃŇÓÔŐÖ×ŘŮÚŰÜÝŢß"
    u"ŕáâăäĺćçčéęëěíîď"
    u"đńňóôőö÷řůúűüýţ˙",
    // windows-1251
    u"ЂЃ‚ѓ„…†‡€‰Љ‹ЊЌЋЏ"
    u"ђ‘’“”•–—\u0098™љ›њќћџ"
    u"\u00A0ЎўЈ¤Ґ¦§Ё©Є«¬\u00AD®Ї"
    u"°±Ііґµ¶·ё№є»јЅѕї"
    u"АБВГДЕЖЗИЙКЛМНОП"
    u"РСТУФХЦЧШЩЪЫЬЭЮЯ"
    u"абвгдежзийклмноп"
    u"рстуфхцчшщъыьэюя",
    // windows-1254
    u"€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008D\u008E\u008F"
    u"\u0090‘’“”•–—˜™š›œ\u009D\u009EŸ"
    u"\u00A0¡¢£¤¥¦§¨©ª«¬\u00AD®¯"
    u"°±²³´µ¶·¸¹º»¼½¾¿"
    u"ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏ"
    u"ĞÑÒÓÔÕÖ×ØÙÚÛÜİŞß"
    u"àáâãäåæçèéêëìíîï"
    u"ğñòóôõö÷øùúûüışÿ",
    // iso-8859-2
    u"\u0080\u0081\u0082\u0083\u0084\u0085\u0086\u0087\u0088\u0089\u008A\u008B\u008C\u008D\u008E\u008F"
    u"\u0090\u0091\u0092\u0093\u0094\u0095\u0096\u0097\u0098\u0099\u009A\u009B\u009C\u009D\u009E\u009F"
    u"\u00A0Ą˘Ł¤ĽŚ§¨ŠŞŤŹ\u00ADŽŻ"
    u"°ą˛ł´ľśˇ¸šşťź˝žż"
    u"ŔÁÂĂÄĹĆÇČÉĘËĚÍÎĎ"
    u"ĐŃŇÓÔŐÖ×ŘŮÚŰÜÝŢß"
    u"ŕáâăäĺćçčéęëěíîď"
    u"đńňóôőö÷řůúűüýţ˙",
    // iso-8859-15
    u"\u0080\u0081\u0082\u0083\u0084\u0085\u0086\u0087\u0088\u0089\u008A\u008B\u008C\u008D\u008E\u008F"
    u"\u0090\u0091\u0092\u0093\u0094\u0095\u0096\u0097\u0098\u0099\u009A\u009B\u009C\u009D\u009E\u009F"
    u"\u00A0¡¢£€¥Š§š©ª«¬\u00AD®¯"
    u"°±²³Žµ¶·ž¹º»ŒœŸ¿"
    u"ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏ"
    u"ÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞß"
    u"àáâãäåæçèéêëìíîï"
    u"ðñòóôõö÷øùúûüýþÿ",
    // cp850
    u"ÇüéâäàåçêëèïîìÄÅ"
    u"ÉæÆôöòûùÿÖÜø£Ø×ƒ"
    u"áíóúñÑªº¿®¬½¼¡«»"
    u"░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐"
    u"└┴┬├─┼ãÃ╚╔╩╦╠═╬¤"
    u"ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀"
    u"ÓßÔÒõÕµþÞÚÛÙýÝ¯´"
    u"\u00AD±‗¾¶§÷¸°¨·¹³²■\u00A0",
    // cp852
    u"ÇüéâäůćçłëŐőîŹÄĆ"
    u"ÉĹĺôöĽľŚśÖÜŤťŁ×č"
    u"áíóúĄąŽžĘę¬źČş«»"
    u"░▒▓│┤ÁÂĚŞ╣║╗╝Żż┐"
    u"└┴┬├─┼Ăă╚╔╩╦╠═╬¤"
    u"đĐĎËďŇÍÎě┘┌█▄ŢŮ▀"
    u"ÓßÔŃńňŠšŔÚŕŰýÝţ´"
    u"\u00AD˝˛ˇ˘§÷¸°¨˙űŘř■\u00A0",
    // cp866
    u"АБВГДЕЖЗИЙКЛМНОП"
    u"РСТУФХЦЧШЩЪЫЬЭЮЯ"
    u"абвгдежзийклмноп"
    u"░▒▓│┤╡╢╖╕╣║╗╝╜╛┐"
    u"└┴┬├─┼╞╟╚╔╩╦╠═╬╧"
    u"╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀"
    u"рстуфхцчшщъыьэюя"
    u"ЁёЄєЇїЎў°∙·√№¤■\u00A0",
    // koi8-r
    u"─│┌┐└┘├┤┬┴┼▀▄█▌▐"
    u"░▒▓⌠■∙√≈≤≥\u00A0⌡°²·÷"
    u"═║╒ё╓╔╕╖╗╘╙╚╛╜╝╞"
    u"╟╠╡Ё╢╣╤╥╦╧╨╩╪╫╬©"
    u"юабцдефгхийклмно"
    u"пярстужвьызшэщчъ"
    u"ЮАБЦДЕФГХИЙКЛМНО"
    u"ПЯРСТУЖВЬЫЗШЭЩЧЪ",
    // macintosh
    u"ÄÅÇÉÑÖÜáàâäãåçéè"
    u"êëíìîïñóòôöõúùûü"
    u"†°¢£§•¶ß®©™´¨≠ÆØ"
    u"∞±≤≥¥µ∂∑∏π∫ªºΩæø"
    u"¿¡¬√ƒ≈∆«»…\u00A0ÀÃÕŒœ"
    u"–—“”‘’÷◊ÿŸ⁄€‹›ﬁﬂ"
    u"‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ"
    u"\uF8FFÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ",
};

constexpr std::array<std::string_view, code_page_count> names = {
    "windows-1252", "windows-1250", "windows-1251", "windows-1254", "iso-8859-2", "iso-8859-15",
    "cp850",        "cp852",        "cp866",        "koi8-r",       "macintosh"};

struct Alias {
    std::string_view name;  ///< small letters and digits only
    CodePage page;
};
constexpr std::array aliases = {
    // ISO-8859-1 and -9 are read as the Windows pages that hold them (WHATWG).
    Alias{"latin1", CodePage::windows_1252},   Alias{"iso88591", CodePage::windows_1252},
    Alias{"iso88599", CodePage::windows_1254}, Alias{"latin2", CodePage::iso_8859_2},
    Alias{"latin9", CodePage::iso_8859_15},    Alias{"macroman", CodePage::macintosh},
    Alias{"mac", CodePage::macintosh},         Alias{"xmacroman", CodePage::macintosh},
};

}  // namespace

std::string plain_encoding_name(std::string_view name) {
    std::string plain;
    for (const char c : name) {
        if (c >= 'A' && c <= 'Z') {
            plain += static_cast<char>(c + 32);
        } else if (c != '-' && c != '_' && c != ' ') {
            plain += c;
        }
    }
    return plain;
}

std::string_view name_of(CodePage page) { return names[static_cast<std::size_t>(page)]; }

std::optional<CodePage> code_page_named(std::string_view name) {
    std::string wanted = plain_encoding_name(name);
    // cp1250, cp-850 and IBM850 are the same pages under other names.
    if (wanted.starts_with("ibm")) { wanted.replace(0, 3, "cp"); }
    if (wanted.starts_with("cp125")) { wanted.replace(0, 2, "windows"); }
    for (const CodePage page : all_code_pages) {
        if (plain_encoding_name(name_of(page)) == wanted) { return page; }
    }
    const auto alias = std::ranges::find(aliases, wanted, &Alias::name);
    return alias == aliases.end() ? std::nullopt : std::optional(alias->page);
}

char16_t character(CodePage page, unsigned char byte) {
    return byte < 0x80 ? byte : upper_halves[static_cast<std::size_t>(page)][byte - 0x80U];
}

std::string to_utf8(std::string_view text, CodePage page) {
    std::string out;
    for (const char c : text) { append_utf8(character(page, static_cast<unsigned char>(c)), out); }
    return out;
}

}  // namespace klarsicht
