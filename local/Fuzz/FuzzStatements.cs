using Smart.Local.Simulation;

namespace Smart.Local.Fuzz;

/// <summary>Good statements to spoil.</summary>
internal static class FuzzStatements
{
    private static readonly string[] References = ["202600123464", "010806817183", "000000009797", "123456789012"];
    private static readonly string[] Texts = ["", "FACTURE 12", "+++202/6001/23464+++", "RF18539007547034", "Ünïcödé & <tags>"];

    /// <summary>One to three that follow each other.</summary>
    internal static IReadOnlyList<SimulatedStatement> Make(Random random)
    {
        var statements = new List<SimulatedStatement>();
        var balance = random.NextInt64(-1_000_000, 10_000_000);
        for (var number = random.Next(1, 900); statements.Count < 1 + random.Next(3); number++)
        {
            var date = new DateOnly(2026, 1, 5).AddDays(number);
            var statement = new SimulatedStatement
            {
                Iban = "BE68539007547034",
                Holder = "COOP DEMO SC",
                Number = $"{number:000}",
                Date = date,
                OldBalanceDate = date.AddDays(-1),
                OldBalance = balance,
                Movements = [.. Enumerable.Range(0, random.Next(6)).Select(_ => Movement(random))],
            };
            balance = statement.NewBalance;
            statements.Add(statement);
        }

        return statements;
    }

    private static SimulatedMovement Movement(Random random)
    {
        if (random.Next(4) > 0) return Transfer(random);
        var details = Enumerable.Range(0, random.Next(2, 5)).Select(_ => Transfer(random)).Select(detail => detail with { Cents = Math.Abs(detail.Cents), ReturnReason = "", ReturnType = "" });
        return SimulatedMovement.TotalOf($"T{random.Next(100)}", [.. details]);
    }

    private static SimulatedMovement Transfer(Random random)
    {
        var isReturn = random.Next(6) == 0;
        return new()
        {
            Cents = random.NextInt64(1, 500_000) * (isReturn || random.Next(4) == 0 ? -1 : 1),
            TransactionCode = isReturn ? "00503000" : "00150000",
            BankReference = $"R{random.Next(100)}",
            EndToEndId = random.Next(2) == 0 ? "" : $"E{random.Next(1000)}",
            StructuredCommunication = random.Next(2) == 0 ? "" : References[random.Next(References.Length)],
            Communication = Texts[random.Next(Texts.Length)],
            CounterpartyName = "CLIENT",
            CounterpartyAccount = "BE32123456789002",
            ReturnType = isReturn ? "2" : "",
            ReturnReason = isReturn ? "AM04" : "",
        };
    }
}
