using System.Text;
using Smart.Shared.Payments.BankFiles;
using Smart.Shared.References;

namespace Smart.Shared.Payments.Coda;

/// <summary>A structured communication taken apart by its type (rules 5.1).</summary>
internal sealed record CodaStructured
{
    private const int Reference = 12;

    /// <summary>Characters of the body that stand in record 2.1; the rest is in 2.2 and 2.3.</summary>
    internal const int FirstPart = 50;

    internal string? Digits { get; private init; }

    internal string? CreditorReference { get; private init; }

    internal string Text { get; private init; } = "";

    internal BankDirectDebit? DirectDebit { get; private init; }

    internal BankOriginalAmount? Original { get; private init; }

    internal char ReturnType { get; private init; } = ' ';

    internal string Reason { get; private init; } = "";

    /// <summary>Decodes the 146 characters that follow the type; a type without a layout here gives all of its text.</summary>
    internal static CodaStructured Decode(ReadOnlySpan<char> type, ReadOnlySpan<char> body) => type switch
    {
        "100" => CreditorReferenceOf(body),
        "101" or "102" => Communication(body),
        "103" => new() { Text = Words(body[..Reference], body[FirstPart..]) },
        "105" => OriginalAmount(body),
        "107" => OldDirectDebit(body),
        "113" => CardAtTerminal(body),
        "115" => new() { Digits = TwelveDigits(body.Slice(87, Reference)), Text = Words(body.Slice(61, 16), body.Slice(77, 10), body.Slice(87, Reference)) },
        "124" => new() { Text = Words(body[..16], body.Slice(17, 12), body.Slice(29, 15)) },
        "127" => SepaDirectDebit(body),
        "106" or "108" => new() { Text = Rest(body) }, // figures that the amount already shows
        _ => new() { Text = Whole(body) },
    };

    /// <summary>Zeros fill a field in which there is none.</summary>
    private static string? TwelveDigits(ReadOnlySpan<char> text) => text.IndexOfAnyExceptInRange('0', '9') < 0 && text.ContainsAnyExcept('0') ? text.ToString() : null;

    /// <summary>Twelve digits; some write them with signs. What is none is a text.</summary>
    private static CodaStructured Communication(ReadOnlySpan<char> body)
    {
        if (TwelveDigits(body[..Reference]) is { } digits) return new() { Digits = digits, Text = Rest(body) };
        return StructuredCommunication.TryParse(CodaText.Of(body[..FirstPart].Trim()), out var written)
            ? new() { Digits = written.Digits, Text = Rest(body) }
            : new() { Text = Whole(body) };
    }

    /// <summary>The body holds 25 characters, or 21 without the leading RF and check digits when the bank leaves them out.</summary>
    private static CodaStructured CreditorReferenceOf(ReadOnlySpan<char> body)
    {
        var text = CodaText.Of(body[..25].Trim());
        return References.CreditorReference.TryParse(text, out var reference)
            ? new() { CreditorReference = reference.ToString(), Text = Rest(body) }
            : new() { Text = Joined(text, Rest(body)) };
    }

    private static CodaStructured OriginalAmount(ReadOnlySpan<char> body)
    {
        var amount = CodaText.Amount(body.Slice(15, 15));
        var currency = CodaText.Of(body.Slice(42, 3).Trim());
        return new()
        {
            Digits = TwelveDigits(body.Slice(45, Reference)),
            Original = amount is > 0 && currency.Length == 3 ? new(amount.Value, currency) : null,
        };
    }

    private static CodaStructured OldDirectDebit(ReadOnlySpan<char> body)
    {
        var paid = body[48];
        var settlement = CodaText.Date(body.Slice(12, 6));
        return new()
        {
            DirectDebit = new(settlement, CodaText.Of(body.Slice(49, 11).Trim()), CodaText.Of(body[..12].Trim()), '0', '0', paid is '0' or ' '),
            Text = Words(body.Slice(18, 15), body.Slice(33, 15)),
            Reason = paid is '0' or ' ' ? "" : $"direct debit refused ({paid})",
        };
    }

    /// <summary>Card 16, scheme 1, terminal 6, sequence 6, date 6, hour 4, kind 1, then the name and town of the shop.</summary>
    private static CodaStructured CardAtTerminal(ReadOnlySpan<char> body)
    {
        var amount = CodaText.Amount(body.Slice(66, 15));
        var currency = CodaText.Of(body.Slice(93, 3).Trim());
        return new()
        {
            Text = Words(body.Slice(40, 16), body.Slice(56, 10)),
            Original = amount is > 0 && currency.Length == 3 ? new(amount.Value, currency) : null,
        };
    }

    private static CodaStructured SepaDirectDebit(ReadOnlySpan<char> body)
    {
        var paid = body[8];
        var reason = CodaText.Of(body.Slice(142, 4).Trim());
        return new()
        {
            DirectDebit = new(CodaText.Date(body[..6]), CodaText.Of(body.Slice(9, 35).Trim()), CodaText.Of(body.Slice(44, 35).Trim()), body[6], body[7], paid is '0' or ' '),
            Text = CodaText.Of(body.Slice(79, 62).Trim()),
            ReturnType = body[141],
            Reason = CodaCodes.IsReason(reason) ? reason : Unpaid(paid),
        };
    }

    private static string Unpaid(char paid) => paid switch
    {
        '1' => "technical problem",
        '2' => "reason not specified",
        '3' => "debtor disagrees",
        '4' => "debtor's account",
        _ => "",
    };

    private static string Joined(string first, string second) => first.Length == 0 ? second : $"{first} {second}".TrimEnd();

    private static string Whole(ReadOnlySpan<char> body) => string.Join(' ', body.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static string Rest(ReadOnlySpan<char> body)
    {
        if (body[FirstPart..].IndexOfAnyExcept(' ') < 0) return "";
        var text = new StringBuilder();
        CodaText.Append(text, body.Slice(FirstPart, 53));
        CodaText.Append(text, body.Slice(FirstPart + 53, 43));
        return CodaText.Finish(text);
    }

    private static string Words(ReadOnlySpan<char> first, ReadOnlySpan<char> second, ReadOnlySpan<char> third = default) =>
        string.Join(' ', new[] { CodaText.Of(first.Trim()), CodaText.Of(second.Trim()), CodaText.Of(third.Trim()) }.Where(word => word.Length > 0));
}
