namespace Smart.Shared.Payments.Camt;

/// <summary>What is read of a message (camt.053 and camt.054, versions 02 to 10): where versions differ, both places stand here.</summary>
internal static class CamtLayout
{
    /// <summary>The element under Document.</summary>
    internal static CamtElement Message { get; } = new("Message", Header(), Statement("Stmt"), Statement("Ntfctn"));

    private static CamtElement Header() => new("GrpHdr", Leaf("CreDtTm", (parser, text) => parser.Created = text), new("MsgPgntn", Leaf("PgNb", (parser, text) => parser.Page = text)));

    private static CamtElement Statement(string name) => new(
        name,
        Leaf("Id", (parser, text) => parser.Statement.Id = text),
        Leaf("ElctrncSeqNb", (parser, text) => parser.Statement.ElectronicNumber = text),
        Leaf("LglSeqNb", (parser, text) => parser.Statement.LegalNumber = text),
        Leaf("CreDtTm", (parser, text) => parser.Statement.Created = text),
        Leaf("CpyDplctInd", (parser, text) => parser.Statement.CopyOrDuplicate = text),
        new("StmtPgntn", Leaf("PgNb", (parser, text) => parser.Statement.Page = text)),
        new("NtfctnPgntn", Leaf("PgNb", (parser, text) => parser.Statement.Page = text)),
        new("FrToDt", Leaf("FrDtTm", (parser, text) => parser.Statement.From = text), Leaf("ToDtTm", (parser, text) => parser.Statement.To = text)),
        Account(),
        Balance(),
        new("TxsSummry", Totals("TtlNtries", parser => parser.Statement.Summary.All), Totals("TtlCdtNtries", parser => parser.Statement.Summary.Credits), Totals("TtlDbtNtries", parser => parser.Statement.Summary.Debits)),
        CamtEntryLayout.Entry(),
        Leaf("AddtlStmtInf", (parser, text) => parser.Statement.Say(text)),
        Leaf("AddtlNtfctnInf", (parser, text) => parser.Statement.Say(text)))
    {
        Opened = parser => parser.OpenStatement(),
        Closed = parser => parser.CloseStatement(),
    };

    private static CamtElement Account() => new(
        "Acct",
        new("Id", Leaf("IBAN", (parser, text) => parser.Statement.Account = text), new("Othr", Leaf("Id", (parser, text) => parser.Statement.OtherAccount = text))),
        Leaf("Ccy", (parser, text) => parser.Statement.Currency = text),
        Leaf("Nm", (parser, text) => parser.Statement.Description = text),
        new("Ownr", Leaf("Nm", (parser, text) => parser.Statement.Holder = text)),
        new("Svcr", new CamtElement("FinInstnId", Leaf("BIC", (parser, text) => parser.Statement.Bic = text), Leaf("BICFI", (parser, text) => parser.Statement.Bic = text))));

    private static CamtElement Balance() => new(
        "Bal",
        new("Tp", new CamtElement("CdOrPrtry", Leaf("Cd", (parser, text) => parser.Balance.Code = text), Leaf("Prtry", (parser, text) => parser.Balance.Code = text))),
        Amount("Amt", (parser, text, currency) => parser.Balance.Put(text, currency)),
        Leaf("CdtDbtInd", (parser, text) => parser.Balance.Sign = text),
        new("Dt", Leaf("Dt", (parser, text) => parser.Balance.Date = text), Leaf("DtTm", (parser, text) => parser.Balance.Date = text)))
    {
        Opened = parser => parser.OpenBalance(),
        Closed = parser => parser.CloseBalance(),
    };

    private static CamtElement Totals(string name, Func<CamtParser, CamtSum> of) => new(
        name,
        Leaf("NbOfNtries", (parser, text) => of(parser).Count = text),
        Leaf("Sum", (parser, text) => of(parser).Sum = text));

    internal static CamtElement Leaf(string name, Action<CamtParser, string> text) => new(name) { Text = text };

    internal static CamtElement Amount(string name, Action<CamtParser, string, string> amount) => new(name) { Amount = amount };
}
