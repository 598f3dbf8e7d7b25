namespace Smart.Shared.Payments.BankFiles;

/// <summary>References of payers as files write them.</summary>
internal static class BankReferences
{
    private const string Nothing = "NOTPROVIDED";

    /// <summary>The reference; null for blanks, zeros, and what banks write where the payer gave none.</summary>
    internal static string? Given(string reference) => reference.AsSpan().ContainsAnyExcept('0', ' ') && !IsNothing(reference) ? reference : null;

    private static bool IsNothing(string reference) =>
        reference.Length <= Nothing.Length + 1 && string.Concat(reference.Where(char.IsAsciiLetterOrDigit)).Equals(Nothing, StringComparison.OrdinalIgnoreCase);
}
