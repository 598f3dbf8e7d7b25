using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Smart.Shared.Payments.BankFiles;

namespace Smart.Shared.Payments.Camt;

/// <summary>
/// Keys of the entries of one statement: the bank's reference where it is the first of its kind in the statement, else the place of
/// the entry among the booked ones. Both are the same in every copy of the statement. Memory is bounded: after very many references
/// the place is used.
/// </summary>
internal sealed class CamtKeys
{
    private const int Remembered = 100_000;
    private const int Longest = 70;
    private readonly HashSet<ulong> seen = [];
    private int place;

    /// <summary>The key of the next booked entry, without the statement's.</summary>
    internal string Next(string reference)
    {
        place++;
        var known = BankKeys.Join(reference).Replace('-', '_');
        return known.Trim('_').Length > 0 && known.Length <= Longest && seen.Count < Remembered && seen.Add(Hash(known))
            ? "R" + known
            : "N" + place.ToString("00000", CultureInfo.InvariantCulture);
    }

    /// <summary>The key of the n-th detail of an entry, from 1.</summary>
    internal static string Detail(string entry, int number) => $"{entry}-{number.ToString("0000", CultureInfo.InvariantCulture)}";

    /// <summary>A text of the file as part of a key: a long one by its hash, so that what differs at the end stays apart.</summary>
    internal static string Part(string text) => text.Length <= Longest ? text : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..32];

    // FNV-1a. Two references that meet in one number get the key of their place: longer, and still their own.
    private static ulong Hash(string text)
    {
        var hash = 14695981039346656037UL;
        foreach (var character in text) hash = (hash ^ character) * 1099511628211UL;
        return hash;
    }
}
