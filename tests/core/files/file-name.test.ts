import { describe, expect, test } from "bun:test";
import { storedName } from "../../../src/core/files/receiving/file-name.ts";

const random = "[a-z0-9]{10}";

describe("a stored name", () => {
  const names: [string, string][] = [
    ["photo.png", `photo_${random}\\.png`],
    ["", `${random}_${random}\\.txt`],
    [".png", `${random}_${random}\\.png`],
    [".tar.gz", `${random}_${random}\\.tar\\.gz`],
    ["a.tar.gz", `a${random}_${random}\\.tar\\.gz`],
    ["....abc", `${random}_${random}\\.abc`],
    ["a.b.c.?.?.?.2", `a_b_c_${random}\\.2`],
    ["a.b.c.d.tar.gz", `a_b_c_d_${random}\\.tar\\.gz`],
    ["abcd", `abcd_${random}\\.txt`],
    [".abcd.123.", `abcd_${random}\\.123`],
    ["a  b! c d  . 456", `a_b_c_d_${random}\\.456`],
    ["myTestDB Final.jpeg", `my_test_db_final_${random}\\.jpeg`],
    [`${"a".repeat(101)}.${"b".repeat(21)}`, `a{100}_${random}\\.b{20}`],
    [`abc${"d".repeat(290)}.${"b".repeat(9)}`, `d{100}_${random}\\.b{9}`],
    ["a".repeat(100_000), `a{100}_${random}\\.txt`],
    // what is meant to lead somewhere else
    ["../../etc/passwd", `${random}_${random}\\.etcpasswd`],
    ["..", `${random}_${random}\\.txt`],
    [".", `${random}_${random}\\.txt`],
    ["C:\\fakepath\\me.jpg", `c_fakepath_me_${random}\\.jpg`],
    ["x.png/../../y", `x_png_${random}\\.y`],
    ["a\0b.php\0.png", `a_b_${random}\\.php\\.png`],
    ["exe.gnp\u202e.txt", `exe_${random}\\.gnp\\.txt`],
    ["фото.jpg", `${random}_${random}\\.jpg`],
    ["日本語.日本", `${random}_${random}\\.txt`],
    ["naïve.txt", `na_ve_${random}\\.txt`],
    ["\n\r\t;'\"`$(x).sh", `x${random}_${random}\\.sh`],
    ["thumbs_100x100.png", `thumbs_100x100_${random}\\.png`],
    ["a.html.", `a${random}_${random}\\.html`],
    ["photo.attrs", `photo_${random}\\.attr`],
    ["photo.png.attrs", `photo_${random}\\.png\\.attr`],
    ["a.?", `a${random}_${random}\\.txt`],
  ];
  test.each(names)("of %j", (name, pattern) => {
    expect(storedName(name, ".txt")).toMatch(new RegExp(`^${pattern}$`));
  });

  test("ends in nothing if neither name nor contents suggest anything", () => {
    expect(storedName("data", "")).toMatch(new RegExp(`^data_${random}$`));
  });

  test("is never the same twice", () => {
    const made = new Set(
      Array.from({ length: 1000 }, () => storedName("a.b", "")),
    );
    expect(made.size).toBe(1000);
  });
});
