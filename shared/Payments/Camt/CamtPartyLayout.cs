using static Smart.Shared.Payments.Camt.CamtLayout;

namespace Smart.Shared.Payments.Camt;

/// <summary>What is read of the two sides of a transaction.</summary>
internal static class CamtPartyLayout
{
    private static readonly string[] AddressLines = ["StrtNm", "BldgNb", "PstCd", "TwnNm", "AdrLine"];

    internal static CamtElement Parties() => new(
        "RltdPties",
        Party("Dbtr", parser => parser.Detail.Debtor),
        Account("DbtrAcct", parser => parser.Detail.Debtor),
        Ultimate("UltmtDbtr", parser => parser.Detail.Debtor),
        Party("Cdtr", parser => parser.Detail.Creditor),
        Account("CdtrAcct", parser => parser.Detail.Creditor),
        Ultimate("UltmtCdtr", parser => parser.Detail.Creditor));

    internal static CamtElement Agents() => new("RltdAgts", Agent("DbtrAgt", parser => parser.Detail.Debtor), Agent("CdtrAgt", parser => parser.Detail.Creditor));

    /// <summary>From version 08 on a person or company stands in Pty, a bank in Agt.</summary>
    private static CamtElement Party(string name, Func<CamtParser, CamtParty> of) => new(
        name, [.. Person(of), new("Pty", Person(of)), new("Agt", Institution(of))]);

    private static CamtElement[] Person(Func<CamtParser, CamtParty> of) =>
    [
        Leaf("Nm", (parser, text) => of(parser).Name = text),
        new("PstlAdr", [.. AddressLines.Select(line => Leaf(line, (parser, text) => of(parser).AddAddress(text)))]),
        new("Id", new CamtElement("PrvtId", new CamtElement("Othr", Leaf("Id", (parser, text) => of(parser).Identification = text)))),
    ];

    private static CamtElement Ultimate(string name, Func<CamtParser, CamtParty> of) => new(
        name, Leaf("Nm", (parser, text) => of(parser).Ultimate = text), new("Pty", Leaf("Nm", (parser, text) => of(parser).Ultimate = text)));

    private static CamtElement Account(string name, Func<CamtParser, CamtParty> of) => new(
        name, new CamtElement("Id", Leaf("IBAN", (parser, text) => of(parser).Account = text), new("Othr", Leaf("Id", (parser, text) => of(parser).OtherAccount = text))));

    private static CamtElement Agent(string name, Func<CamtParser, CamtParty> of) => new(
        name, new CamtElement("FinInstnId", Leaf("BIC", (parser, text) => of(parser).Bic = text), Leaf("BICFI", (parser, text) => of(parser).Bic = text)));

    private static CamtElement Institution(Func<CamtParser, CamtParty> of) => new(
        "FinInstnId",
        Leaf("Nm", (parser, text) => of(parser).Name = text),
        Leaf("BIC", (parser, text) => of(parser).Bic = text),
        Leaf("BICFI", (parser, text) => of(parser).Bic = text));
}
