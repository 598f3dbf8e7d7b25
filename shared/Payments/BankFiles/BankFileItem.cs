namespace Smart.Shared.Payments.BankFiles;

/// <summary>
/// What a bank file yields while it is read, in file order. Movements come before their statement is verified: an importer reads
/// a file twice and books, in the second pass, only the statements whose <see cref="BankStatementEnd.IsBookable"/> it saw.
/// </summary>
public abstract record BankFileItem
{
    private BankFileItem()
    {
    }

    /// <summary>The format was recognised; once for each file inside the stream.</summary>
    /// <param name="Format">coda, camt.053 or camt.054.</param>
    /// <param name="Version">The version the file declares.</param>
    public sealed record Opened(string Format, string Version) : BankFileItem;

    /// <summary>A statement begins.</summary>
    public sealed record StatementOpened(BankStatementHeader Header) : BankFileItem;

    /// <summary>One movement to book, with what explains it.</summary>
    public sealed record MovementRead(BankMovement Movement) : BankFileItem;

    /// <summary>The statement that was open ends, with its checks.</summary>
    public sealed record StatementClosed(BankStatementEnd End) : BankFileItem;

    /// <summary>Something that would book wrong money; reading goes on when only the statement is lost.</summary>
    public sealed record Refused(BankFileError Error) : BankFileItem;
}

/// <summary>Why a file, or a statement in it, is refused.</summary>
/// <param name="Line">The line in the file, from 1; 0 when no line is concerned.</param>
/// <param name="Code">A stable name: empty, not-coda, not-camt, intraday, xml, limit, version, cut, sign, amount, status, account, record, line.</param>
/// <param name="Message">What is wrong, without personal data.</param>
/// <param name="EndsReading">True when nothing after this line was read.</param>
public sealed record BankFileError(int Line, string Code, string Message, bool EndsReading);

/// <summary>A bank file that cannot be read, for callers that want all or nothing.</summary>
public sealed class BankFileRefusedException(BankFileError error) : Exception($"Line {error.Line}: {error.Message}")
{
    /// <summary>The reason and the line.</summary>
    public BankFileError Error { get; } = error;
}
