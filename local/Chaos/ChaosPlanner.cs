using System.Diagnostics.CodeAnalysis;

namespace Smart.Local.Chaos;

/// <summary>Draws a plan from a seed.</summary>
[SuppressMessage("Security", "CA5394", Justification = "A seeded random makes a run repeatable; nothing secret is drawn.")]
public sealed class ChaosPlanner
{
    private const int StorageRestarts = 4;
    private static readonly TimeSpan AnInvoiceEach = TimeSpan.FromMilliseconds(600);
    private static readonly TimeSpan AShareEach = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan AFileEach = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan AKillEach = TimeSpan.FromSeconds(4);

    private readonly Random _random;
    private readonly TimeSpan _length;
    private int _payments;

    private ChaosPlanner(int seed, TimeSpan length)
    {
        _random = new Random(seed);
        _length = length;
    }

    /// <summary>The plan of a seed and a length.</summary>
    public static ChaosPlan Draw(int seed, TimeSpan length) => new ChaosPlanner(seed, length).Draw();

    private ChaosPlan Draw()
    {
        var members = Many(3 + (int)(_length.TotalSeconds / 20), (index, at) => new PlannedMember(Key("member", index), at / 2, _random.Next(1, 4)));
        var debtors = Many(4 + (int)(_length.TotalSeconds / 8), (index, at) => new PlannedDebtor(Key("debtor", index), at / 2, index + 1));
        return new ChaosPlan(
            members,
            debtors,
            Many((int)(_length / AnInvoiceEach), (index, at) => Invoice(index, at, members, debtors.Count)),
            Many((int)(_length / AShareEach), (index, at) => new PlannedShare(Key("share", index), at, _random.Next(members.Count), _random.Next(1, 4), SharePayments())),
            Many((int)(_length / AFileEach), (index, at) => new PlannedFile(Key("file", index), at, Fate())),
            Kills());
    }

    private PlannedInvoice Invoice(int index, TimeSpan at, List<PlannedMember> members, int debtors)
    {
        var member = _random.Next(members.Count);
        var repeat = _random.Next(10) switch { 0 => RequestRepeat.AtOnce, 1 => RequestRepeat.Later, _ => RequestRepeat.Never };
        return new PlannedInvoice(
            Key("invoice", index), at, member, _random.Next(1, members[member].Contracts + 1), _random.Next(debtors), _random.Next(1, 6), _random.NextInt64(1_00, 900_00), repeat, InvoicePayments());
    }

    private IReadOnlyList<PlannedPayment> InvoicePayments() => _random.Next(100) switch
    {
        < 30 => [Payment(100)],
        < 38 => [Payment(100, PaymentSpelling.InText)],
        < 50 => [Payment(100, PaymentSpelling.Card)],
        < 58 => [Payment(40)],
        < 66 => [Payment(40), Payment(60)],
        < 72 => [Payment(130)],
        < 76 => [Payment(100), Payment(100)],
        < 80 => [Payment(50), Payment(100, PaymentSpelling.Card)],
        < 84 => [Payment(100, PaymentSpelling.DigitWrong)],
        < 88 => [Payment(100, PaymentSpelling.Unknown), Payment(100)],
        < 92 => [Payment(70, PaymentSpelling.None)],
        _ => [],
    };

    private IReadOnlyList<PlannedPayment> SharePayments() => _random.Next(10) switch
    {
        < 5 => [Payment(100)],
        5 => [Payment(50), Payment(50)],
        6 => [Payment(150)],
        7 => [Payment(100), Payment(100)],
        8 => [Payment(50)],
        _ => [],
    };

    private FileFate Fate() => _random.Next(10) switch { 0 or 1 => FileFate.Twice, 2 or 3 => FileFate.WithCopy, 4 or 5 => FileFate.Late, _ => FileFate.Once };

    private PlannedPayment Payment(int percent, PaymentSpelling spelling = PaymentSpelling.Structured) => new(Key("payment", _payments++), percent, spelling);

    private List<PlannedKill> Kills()
    {
        var count = Math.Max(1, (int)(_length / AKillEach));
        var restart = Math.Max(1, count / StorageRestarts);
        return
        [
            .. Enumerable.Range(1, count * 2).Select(number =>
            {
                var starting = _random.Next(6) == 0;
                return new PlannedKill(TimeSpan.FromMilliseconds(starting ? _random.Next(300, 1500) : _random.Next(2000, 4200)), starting, number % restart == 0);
            }),
        ];
    }

    // Spread over the time, not evenly: most run into each other somewhere.
    private List<T> Many<T>(int count, Func<int, TimeSpan, T> make)
    {
        var times = Enumerable.Range(0, count).Select(_ => _length * _random.NextDouble()).Order().ToList();
        return [.. times.Select((at, index) => make(index, at))];
    }

    private static string Key(string kind, int index) => $"{kind}-{index:D4}";
}
