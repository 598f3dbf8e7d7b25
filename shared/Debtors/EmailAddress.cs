using System.Text.RegularExpressions;

namespace Smart.Shared.Debtors;

/// <summary>The shape of an e-mail address that a mail provider will take: one local part, a domain with a dot, no display name.</summary>
public static partial class EmailAddress
{
    /// <summary>The longest address that mail can carry (RFC 5321).</summary>
    public const int MaximumLength = 254;

    /// <summary>True for an address of that shape; comments, quotes and addresses of literal hosts are not accepted.</summary>
    public static bool IsValid(string? text) => text is { Length: <= MaximumLength } && Shape().IsMatch(text);

    [GeneratedRegex(
        @"^(?=.{1,64}@)[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}\z",
        RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex Shape();
}
