using Smart.Shared.Payments.BankFiles;

namespace Smart.Local.Fuzz;

/// <summary>Reads spoilt bank files. A statement that is bookable must hold by a second, much simpler reading of the same bytes.</summary>
public abstract class BankFileFuzz : IFuzzTarget
{
    /// <inheritdoc />
    public abstract string Name { get; }

    /// <inheritdoc />
    public abstract byte[] Generate(Random random);

    /// <inheritdoc />
    public abstract byte[] Mutate(byte[] input, Random random);

    /// <inheritdoc />
    public async Task<FuzzAnswer> TryAsync(byte[] input, CancellationToken cancellationToken)
    {
        using var stream = new MemoryStream(input);
        var (read, index, isLost, movements, isRefused) = (new List<FuzzedStatement>(), -1, false, 0m, false);
        BankStatementHeader? header = null;
        var keys = new HashSet<string>(StringComparer.Ordinal);
        var isRepeated = false;
        await foreach (var item in BankFileReader.ReadAsync(stream, cancellationToken))
        {
            switch (item)
            {
                case BankFileItem.StatementOpened opened:
                    (header, isLost, movements, isRepeated) = (opened.Header, false, 0m, false);
                    index++;
                    break;
                case BankFileItem.MovementRead moved:
                    movements += moved.Movement.Amount;
                    isRepeated |= !keys.Add(moved.Movement.Key);
                    break;
                case BankFileItem.Refused refused:
                    isLost = isRefused = true;
                    if (refused.Error.Message.Length is 0 or > 500) return new("refused", "A refusal says nothing, or too much.");
                    break;
                case BankFileItem.StatementClosed closed:
                    if (closed.End.IsBookable && isLost) return new("refused", $"Statement {index} was refused and is bookable.");
                    if (closed.End.IsBookable) read.Add(new(index, header!, closed.End, movements, isRepeated));
                    header = null;
                    break;
                default: break;
            }
        }

        if (read.Count == 0) return new(isRefused ? "refused" : "not bookable");
        return new("bookable", read.Select(statement => Doubt(statement, input)).FirstOrDefault(doubt => doubt is not null));
    }

    /// <summary>Why a bookable statement should not be; null when the simple reading agrees, or cannot read the file.</summary>
    protected abstract string? Contradiction(FuzzedStatement statement, byte[] input);

    private string? Doubt(FuzzedStatement statement, byte[] input)
    {
        if (statement.Movements != statement.End.Credits - statement.End.Debits) return $"Statement {statement.Index} yields {statement.Movements}, and its sums say {statement.End.Credits - statement.End.Debits}.";
        if (statement is { Header.OldBalance: { } old, End.NewBalance: { } balance } && old + statement.Movements != balance) return $"Statement {statement.Index} yields {statement.Movements} between {old} and {balance}.";
        return Contradiction(statement, input);
    }
}

/// <summary>A statement that the reader calls bookable.</summary>
/// <param name="Index">Its place in the file, from 0.</param>
/// <param name="Header">Its header.</param>
/// <param name="End">Its end.</param>
/// <param name="Movements">What its movements make.</param>
/// <param name="IsRepeated">One of its keys was there before.</param>
public sealed record FuzzedStatement(int Index, BankStatementHeader Header, BankStatementEnd End, decimal Movements, bool IsRepeated);
