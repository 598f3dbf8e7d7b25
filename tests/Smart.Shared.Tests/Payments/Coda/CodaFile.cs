using System.Text;
using Smart.Shared.Payments.BankFiles;

namespace Smart.Shared.Tests.Payments.Coda;

/// <summary>A small file to bend: two records of balance around movements, with totals that hold.</summary>
internal static class CodaFile
{
    internal static readonly string[] Demo =
    [
        "0000015052653905        0000000001COOP DEMO SC              KREDBEBB   00123456749 00000                                       2",
        "12094BE68539007547034                  EUR0000000010000000140526COOP DEMO SC              COMPTE A VUE                       094",
        "2100010000REF0001              0000000001210000150526001500001101202600123464                                      15052609401 0",
        "2200010000                                                     E2E-0001                           KREDBEBB                   1 0",
        "2300010000BE32123456789002                  EURCLIENT UN SRL                                                                 0 0",
        "2100020000REF0002              1000000000250000150526005030001127150526111BE81ZZZ0123456749                  MANDAT15052609401 0",
        "2200020000E-0042                       COTISATION 2026                                            KREDBEBB      2AM04        1 0",
        "2300020000BE48320070184927                  EURCLIENT TROIS                                                             2AM040 0",
        "2100030000REF0004              0000000000060000150526201500000                                                     15052609410 0",
        "2100030001REF0004-1            0000000000030000150526601500001101202600000192                                      15052609400 0",
        "2100030002REF0004-2            0000000000030000150526601500001101000006792323                                      15052609410 0",
        "8094BE68539007547034                  EUR0000000011020000150526                                                                0",
        "9               000011000000000250000000000001270000                                                                           2",
    ];

    internal static string[] With(int line, string text) => [.. Demo.Select((known, index) => index == line - 1 ? text : known)];

    internal static string[] With(int line, int position, string text) => With(line, Demo[line - 1].Remove(position, text.Length).Insert(position, text));

    internal static Task<BankFileReport> Inspect(params string[] lines) => Inspect(Encoding.Latin1.GetBytes(string.Join("\r\n", lines) + "\r\n"));

    internal static async Task<BankFileReport> Inspect(byte[] bytes)
    {
        using var stream = new MemoryStream(bytes);
        return await BankFileInspector.InspectAsync(stream, TestContext.Current.CancellationToken);
    }

    internal static BankCheck Check(this BankStatement statement, string name) => statement.End.Checks.First(check => check.Name == name);
}
