// Where the character sets of Python's multibyte codecs differ from those of the Encoding Standard, which TextDecoder knows:
// codes that do not count, codes with another character, and what encoding does beyond the inverse of decoding.
//
// Codes are hexadecimal. Runs are "from-to", in the order of the codes that the standard's set has.

/** One codec against its set of the standard. */
export interface Differences {
  /** The set's label. */
  readonly label: string;
  /** Bytes that are taken to begin a longer code; all that stand for nothing themselves where it is not given. */
  readonly leads?: string;
  /** Codes that count (all where it is not given), or codes that do not. */
  readonly only?: string;
  readonly without?: string;
  /** Characters of codes: the first code, then the characters of it and of those behind it. */
  readonly characters?: readonly (readonly [code: string, text: string])[];
  /** Codes that characters with more than one are encoded as, where that is not the first. */
  readonly preferred?: string;
  /** Characters that are only encoded. */
  readonly encoded?: readonly (readonly [character: string, code: string])[];
}

// deno-fmt-ignore One codec's facts are one line each.
export const DIFFERENCES: Readonly<Record<string, Differences>> = {
  gbk: {
    label: "gb18030",
    without: "a140-a1a0 a240-a2a0 a2ab-a2b0 a2e3-a2e4 a2ef-a2f0 a2fd-a3a0 a440-a4a0 a4f4-a5a0 a5f7-a6a0 a6b9-a6c0 a6d9-a6df a6ec-a6ed a6f3 a6f6-a7a0 a7c2-a7d0 a7f2-a7fe a896-a8a0 a8bc a8bf a8c1-a8c4 a8ea-a8fe a958 a95b a95d-a95f a989-a995 a997-a9a3 a9f0-a9fe aaa1-aafe aba1-abfe aca1-acfe ada1-adfe aea1-aefe afa1-affe d7fa-d7fe f8a1-f8fe f9a1-f9fe faa1-fafe fba1-fbfe fca1-fcfe fda1-fdfe fe50-fefe",
  },
  gb2312: {
    label: "gb18030",
    only: "a1a1-a1fe a2b1-a2e2 a2e5-a2ee a2f1-a2fc a3a1-a3fe a4a1-a4f3 a5a1-a5f6 a6a1-a6b8 a6c1-a6d8 a7a1-a7c1 a7d1-a7f1 a8a1-a8ba a8c5-a8e9 a9a4-a9ef b0a1-b0fe b1a1-b1fe b2a1-b2fe b3a1-b3fe b4a1-b4fe b5a1-b5fe b6a1-b6fe b7a1-b7fe b8a1-b8fe b9a1-b9fe baa1-bafe bba1-bbfe bca1-bcfe bda1-bdfe bea1-befe bfa1-bffe c0a1-c0fe c1a1-c1fe c2a1-c2fe c3a1-c3fe c4a1-c4fe c5a1-c5fe c6a1-c6fe c7a1-c7fe c8a1-c8fe c9a1-c9fe caa1-cafe cba1-cbfe cca1-ccfe cda1-cdfe cea1-cefe cfa1-cffe d0a1-d0fe d1a1-d1fe d2a1-d2fe d3a1-d3fe d4a1-d4fe d5a1-d5fe d6a1-d6fe d7a1-d7f9 d8a1-d8fe d9a1-d9fe daa1-dafe dba1-dbfe dca1-dcfe dda1-ddfe dea1-defe dfa1-dffe e0a1-e0fe e1a1-e1fe e2a1-e2fe e3a1-e3fe e4a1-e4fe e5a1-e5fe e6a1-e6fe e7a1-e7fe e8a1-e8fe e9a1-e9fe eaa1-eafe eba1-ebfe eca1-ecfe eda1-edfe eea1-eefe efa1-effe f0a1-f0fe f1a1-f1fe f2a1-f2fe f3a1-f3fe f4a1-f4fe f5a1-f5fe f6a1-f6fe f7a1-f7fe",
    characters: [["a1a4", "・"], ["a1aa", "―"]],
  },
  gb18030: {
    label: "gb18030",
    characters: [["a3a0", "\ue5e5"], ["a6d9", "\ue78d\ue78e\ue78f\ue790\ue791\ue792\ue793"], ["a6ec", "\ue794\ue795"], ["a6f3", "\ue796"], ["a8bc", "\ue7c7"], ["fe59", "\ue81e"], ["fe61", "\ue826"], ["fe66", "\ue82b\ue82c"], ["fe6d", "\ue832"], ["fe7e", "\ue843"], ["fe90", "\ue854"], ["fea0", "\ue864"]],
  },
  big5: {
    label: "big5",
    only: "a140-a3bf a440-c7fc c940-f9d5",
    characters: [["a145", "•"], ["a14e", "､"], ["a1c2", "‾"], ["a1e3", "∼"], ["a1f2", "♁☉"], ["a241", "／＼"], ["a244", "¥"], ["a246", "¢£"], ["c6a1", "ヾゝゞ々ぁあぃいぅうぇえぉおかがきぎくぐけげこごさざしじすずせぜそぞただちぢっつづてでとどなにぬねのはばぱひびぴふぶぷへべぺほぼぽまみむめもゃやゅゆょよらりるれろゎわゐゑをんァアィイゥウェエォオカガキギクグケゲコゴサザシジスズセゼソゾタダチヂッツヅテデトドナニヌネノハバパヒビピフブプヘベペホボポマミムメモャヤュユョヨラリルレロヮワヰヱヲンヴヵヶДЕЁЖЗИЙКЛМУФХЦЧШЩЪЫЬЭЮЯабвгдеёжзийклмнопрстуфхцчшщъыьэюя①②③④⑤⑥⑦⑧⑨⑩⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽"]],
    preferred: "a241 a242 a451 a4ca",
  },
  cp950: {
    label: "big5",
    only: "a140-a3bf a3e1-c7fc c940-f9fe",
    characters: [["c6a1", "ヾゝゞ々ぁあぃいぅうぇえぉおかがきぎくぐけげこごさざしじすずせぜそぞただちぢっつづてでとどなにぬねのはばぱひびぴふぶぷへべぺほぼぽまみむめもゃやゅゆょよらりるれろゎわゐゑをんァアィイゥウェエォオカガキギクグケゲコゴサザシジスズセゼソゾタダチヂッツヅテデトドナニヌネノハバパヒビピフブプヘベペホボポマミムメモャヤュユョヨラリルレロヮワヰヱヲンヴヵヶДЕЁЖЗИЙКЛМУФХЦЧШЩЪЫЬЭЮЯабвгдеёжзийклмнопрстуфхцчшщъыьэюя①②③④⑤⑥⑦⑧⑨⑩⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽"], ["f9fe", "▓"]],
    preferred: "a451 a4ca",
    encoded: [["¢", "a246"], ["£", "a247"], ["¥", "a244"], ["•", "a145"], ["‾", "a1c2"], ["∼", "a1e3"], ["☉", "a1f3"], ["♁", "a1f2"], ["､", "a14e"]],
  },
  big5hkscs: {
    label: "big5",
    without: "877a-87df 8e69 8e6f 8e7e 8eab 8eb4 8ecd 8ed0 8f57 8f69 8f6e 8fcb-8fcc 8ffe 906d 907a 90dc 90f1 91bf 9244 92af-92b2 92c8 92d1 9447 94ca 95d9 9644 96ed 96fc 9b76 9b78 9b7b 9bc6 9bde 9bec 9bf6 9c42 9c53 9c62 9c68 9c6b 9c77 9cbc-9cbd 9cd0 9d57 9d5a 9dc4 9ea9 9eef 9efd 9f60 9f66 9fcb 9fd8 a063 a077 a0d5 a0df a0e4 a3c0-a3e1 c6cf c6d3 c6d5 c6d7 c6de-c6df fa5f fa66 fabd fac5 fad5 fb48 fbb8 fbf3 fbf9 fc4f fc6c fcb9 fce2 fcf1 fdb7-fdb8 fdbb fdf1 fe52 fe6f feaa fedd",
    characters: [["a145", "•"], ["a14e", "､"], ["a1c2", "‾"], ["a1e3", "∼"], ["a1f2", "♁☉"], ["a241", "／＼"], ["a244", "¥"], ["a246", "¢£"]],
    preferred: "a241 a242 f9fa f9fb f9fc f9fd f9f9 f9e9 f9ea f9eb a451 a4ca",
  },
  euc_jp: {
    label: "euc-jp",
    without: "ada1-adfc f9a1-fcfe",
    characters: [["a1c1", "〜‖"], ["a1dd", "−"], ["a1f1", "¢£"], ["a2cc", "¬"], ["8fa2b7", "~"]],
    encoded: [["¥", "5c"], ["‾", "7e"]],
  },
  shift_jis: {
    label: "shift_jis",
    leads: "81-9f e0-fc",
    without: "8740-879c ed40-fc4b",
    characters: [["8160", "〜‖"], ["817c", "−"], ["8191", "¢£"], ["81ca", "¬"]],
    encoded: [["¥", "5c"], ["‾", "7e"]],
  },
  cp932: {
    label: "shift_jis",
    leads: "81-9f e0-fc",
    characters: [["80", "\u0080"], ["a0", "\uf8f0"], ["fd", "\uf8f1"], ["fe", "\uf8f2"], ["ff", "\uf8f3"]],
    encoded: [["¢", "8191"], ["£", "8192"], ["¬", "81ca"], ["‖", "8161"], ["−", "817c"], ["〜", "8160"]],
  },
  euc_kr: {
    label: "euc-kr",
    without: "8141-a1a0 a241-a2a0 a341-a3a0 a441-a4a0 a4d4 a541-a5a0 a641-a6a0 a741-a7a0 a841-a8a0 a941-a9a0 aa41-aaa0 ab41-aba0 ac41-aca0 ad41-b0a0 b141-b1a0 b241-b2a0 b341-b3a0 b441-b4a0 b541-b5a0 b641-b6a0 b741-b7a0 b841-b8a0 b941-b9a0 ba41-baa0 bb41-bba0 bc41-bca0 bd41-bda0 be41-bea0 bf41-bfa0 c041-c0a0 c141-c1a0 c241-c2a0 c341-c3a0 c441-c4a0 c541-c5a0 c641-c652",
    encoded: [["ㅤ", "a4d4"]],
  },
  cp949: {
    label: "euc-kr",
  },
};
