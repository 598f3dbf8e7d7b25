namespace Smart.Shared.Payments.Coda;

/// <summary>Reads type, family, operation and category of a transaction code (rules 5.1).</summary>
internal static class CodaCodes
{
    /// <summary>A total of several movements, to book by its details: 1 by the customer, 2 by the bank.</summary>
    internal static bool IsTotal(char type) => type is '1' or '2';

    /// <summary>Refused or sent back by the code alone: unexecutable transfers, unpaid and reimbursed direct debits.</summary>
    internal static bool IsReturn(string code) => FamilyAndOperation(code) is "0154" or "0503" or "0505";

    /// <summary>The bank takes back what it booked: cancelled debits, cancellations, reversals.</summary>
    internal static bool IsReversal(char returnType, string code) =>
        returnType == '4' || FamilyAndOperation(code) is "0558" or "0149" || (code.Length >= 5 && code.AsSpan(3, 2) is "99");

    /// <summary>An ISO 20022 reason such as AM04: filling, as zeros, says nothing and makes no return of a payment.</summary>
    internal static bool IsReason(string reason) => reason.Length == 4 && char.IsAsciiLetter(reason[0]) && reason.All(char.IsAsciiLetterOrDigit);

    /// <summary>The kind of return in a word.</summary>
    internal static string Return(char returnType) => returnType switch
    {
        '1' => "reject",
        '2' => "return",
        '3' => "refund",
        '4' => "reversal",
        '5' => "cancellation",
        _ => "returned",
    };

    private static ReadOnlySpan<char> FamilyAndOperation(string code) => code.Length >= 5 ? code.AsSpan(1, 4) : [];
}
