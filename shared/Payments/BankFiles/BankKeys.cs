namespace Smart.Shared.Payments.BankFiles;

/// <summary>Keys made of what a file says, free of the characters that storage refuses.</summary>
internal static class BankKeys
{
    internal static string Join(params ReadOnlySpan<string> parts)
    {
        var safe = new string[parts.Length];
        for (var i = 0; i < parts.Length; i++) safe[i] = Safe(parts[i]);
        return string.Join('-', safe);
    }

    private static string Safe(string part) => part.AsSpan().IndexOfAnyExcept(Allowed) < 0
        ? part
        : string.Concat(part.Select(character => Allowed.Contains(character) ? character : '_'));

    private static readonly System.Buffers.SearchValues<char> Allowed =
        System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-");
}
