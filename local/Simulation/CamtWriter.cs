using System.Globalization;
using System.Text;
using System.Xml;

namespace Smart.Local.Simulation;

/// <summary>Which message the simulated bank writes, and where versions differ.</summary>
/// <param name="Message">053 or 054.</param>
/// <param name="Version">Two digits; from 08 on statuses, parties and banks stand in elements of their own.</param>
public sealed record CamtKind(string Message = "053", string Version = "08")
{
    internal bool IsNotification => Message == "054";

    internal bool IsLater => string.CompareOrdinal(Version, "08") >= 0;
}

/// <summary>
/// Writes statements as camt.053 or camt.054, as the simulated bank sends them: the invariants of rules 5.2 hold, a total with details is
/// a batch of transactions. Amounts are cents, credit positive. Statements are written one by one, so that files can be of any size.
/// </summary>
public sealed class CamtWriter(XmlWriter xml, CamtKind kind)
{
    private const string Booked = "BOOK";

    /// <summary>One message with statements, in UTF-8.</summary>
    public static byte[] Write(CamtKind kind, params IReadOnlyList<SimulatedStatement> statements)
    {
        using var stream = new MemoryStream();
        Write(stream, kind, statements);
        return stream.ToArray();
    }

    /// <summary>One message with statements, which may come lazily.</summary>
    public static void Write(Stream stream, CamtKind kind, IEnumerable<SimulatedStatement> statements)
    {
        var settings = new XmlWriterSettings { Indent = true, Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), CheckCharacters = false };
        using var xml = XmlWriter.Create(stream, settings);
        var writer = new CamtWriter(xml, kind);
        xml.WriteStartElement("Document", $"urn:iso:std:iso:20022:tech:xsd:camt.{kind.Message}.001.{kind.Version}");
        xml.WriteStartElement(kind.IsNotification ? "BkToCstmrDbtCdtNtfctn" : "BkToCstmrStmt");
        writer.Group("GrpHdr", () => writer.Text("MsgId", "SIMULATED"));
        foreach (var statement in statements) writer.Statement(statement);
        xml.WriteEndDocument();
    }

    private void Statement(SimulatedStatement statement) => Group(kind.IsNotification ? "Ntfctn" : "Stmt", () =>
    {
        Text("Id", $"{statement.Iban}-{statement.Number}");
        Text("ElctrncSeqNb", statement.Number);
        Text("CreDtTm", $"{Date(statement.Date)}T19:00:00+02:00");
        Group("Acct", () =>
        {
            Group("Id", () => Text("IBAN", statement.Iban));
            Text("Ccy", "EUR");
            Group("Ownr", () => Text("Nm", statement.Holder));
            Group("Svcr", () => Group("FinInstnId", () => Text(kind.IsLater ? "BICFI" : "BIC", statement.Bic)));
        });
        if (!kind.IsNotification)
        {
            Balance("OPBD", statement.OldBalance, statement.OldBalanceDate);
            Balance("CLBD", statement.NewBalance, statement.Date);
        }

        foreach (var movement in statement.Movements) Entry(movement, statement.Date);
    });

    private void Balance(string code, long cents, DateOnly date) => Group("Bal", () =>
    {
        Group("Tp", () => Group("CdOrPrtry", () => Text("Cd", code)));
        Amount("Amt", cents);
        Text("CdtDbtInd", Sign(cents));
        Group("Dt", () => Text("Dt", Date(date)));
    });

    private void Entry(SimulatedMovement movement, DateOnly date) => Group("Ntry", () =>
    {
        Amount("Amt", movement.Cents);
        Text("CdtDbtInd", Sign(movement.Cents));
        if (kind.IsLater) Group("Sts", () => Text("Cd", Booked));
        else Text("Sts", Booked);
        Group("BookgDt", () => Text("Dt", Date(date)));
        Group("ValDt", () => Text("Dt", Date(date)));
        Text("AcctSvcrRef", movement.BankReference);
        Group("BkTxCd", () => Group("Prtry", () => Text("Cd", movement.TransactionCode)));
        Group("NtryDtls", () =>
        {
            if (movement.Details.Count > 0) Group("Btch", () => Text("NbOfTxs", movement.Details.Count.ToString(CultureInfo.InvariantCulture)));
            foreach (var detail in movement.Details.Count > 0 ? movement.Details : [movement]) Transaction(detail);
        });
    });

    private void Transaction(SimulatedMovement movement) => Group("TxDtls", () =>
    {
        Group("Refs", () =>
        {
            Text("AcctSvcrRef", movement.BankReference);
            Text("EndToEndId", movement.EndToEndId.Length > 0 ? movement.EndToEndId : "NOTPROVIDED");
            Text("MndtId", movement.Mandate);
        });
        if (kind.IsLater)
        {
            Amount("Amt", movement.Cents);
            Text("CdtDbtInd", Sign(movement.Cents));
        }
        else Group("AmtDtls", () => Group("TxAmt", () => Amount("Amt", movement.Cents)));

        Party(movement);
        Remittance(movement);
        if (movement.ReturnReason.Length > 0) Group("RtrInf", () => Group("Rsn", () => Text("Cd", movement.ReturnReason)));
    });

    private void Party(SimulatedMovement movement)
    {
        var side = movement.Cents < 0 ? "Cdtr" : "Dbtr";
        Group("RltdPties", () =>
        {
            if (kind.IsLater) Group(side, () => Group("Pty", () => Text("Nm", movement.CounterpartyName)));
            else Group(side, () => Text("Nm", movement.CounterpartyName));
            if (movement.CounterpartyAccount.Length > 0) Group(side + "Acct", () => Group("Id", () => Text("IBAN", movement.CounterpartyAccount)));
        });
        if (movement.CounterpartyBic.Length > 0) Group("RltdAgts", () => Group(side + "Agt", () => Group("FinInstnId", () => Text(kind.IsLater ? "BICFI" : "BIC", movement.CounterpartyBic))));
    }

    private void Remittance(SimulatedMovement movement) => Group("RmtInf", () =>
    {
        Text("Ustrd", movement.Communication);
        if (movement.StructuredCommunication.Length == 0) return;
        Group("Strd", () => Group("CdtrRefInf", () =>
        {
            Group("Tp", () =>
            {
                Group("CdOrPrtry", () => Text("Cd", "SCOR"));
                Text("Issr", "BBA");
            });
            Text("Ref", movement.StructuredCommunication);
        }));
    });

    private void Group(string name, Action content)
    {
        xml.WriteStartElement(name);
        content();
        xml.WriteEndElement();
    }

    /// <summary>An element, unless there is nothing to say; control characters become blanks, for XML has no place for them.</summary>
    private void Text(string name, string value)
    {
        if (value.Length > 0) xml.WriteElementString(name, string.Concat(value.Select(character => char.IsControl(character) ? ' ' : character)));
    }

    private void Amount(string name, long cents)
    {
        xml.WriteStartElement(name);
        xml.WriteAttributeString("Ccy", "EUR");
        xml.WriteString((Math.Abs(cents) / 100m).ToString("0.00", CultureInfo.InvariantCulture));
        xml.WriteEndElement();
    }

    private static string Sign(long cents) => cents < 0 ? "DBIT" : "CRDT";

    private static string Date(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
