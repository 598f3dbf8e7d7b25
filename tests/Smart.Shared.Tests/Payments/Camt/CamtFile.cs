using System.Text;
using Smart.Shared.Payments.BankFiles;
using Smart.Shared.Tests.Payments.Coda;

namespace Smart.Shared.Tests.Payments.Camt;

/// <summary>Small camt documents to bend.</summary>
internal static class CamtFile
{
    internal const string Account = "<Acct><Id><IBAN>BE68539007547034</IBAN></Id><Ccy>EUR</Ccy><Svcr><FinInstnId><BIC>KREDBEBB</BIC></FinInstnId></Svcr></Acct>";

    internal static string Balance(string code, string amount, string sign = "CRDT", string date = "2026-05-15", string currency = "EUR") =>
        $"<Bal><Tp><CdOrPrtry><Cd>{code}</Cd></CdOrPrtry></Tp><Amt Ccy=\"{currency}\">{amount}</Amt><CdtDbtInd>{sign}</CdtDbtInd><Dt><Dt>{date}</Dt></Dt></Bal>";

    internal static string Entry(string amount, string sign = "CRDT", string inside = "", string status = "BOOK", string reference = "", string currency = "EUR") =>
        $"<Ntry><Amt Ccy=\"{currency}\">{amount}</Amt><CdtDbtInd>{sign}</CdtDbtInd><Sts>{status}</Sts><BookgDt><Dt>2026-05-15</Dt></BookgDt><ValDt><Dt>2026-05-16</Dt></ValDt>"
        + (reference.Length > 0 ? $"<AcctSvcrRef>{reference}</AcctSvcrRef>" : "") + inside + "</Ntry>";

    internal static string Details(params string[] transactions) => $"<NtryDtls>{string.Concat(transactions.Select(inside => $"<TxDtls>{inside}</TxDtls>"))}</NtryDtls>";

    internal static string Amount(string amount, string currency = "EUR") => $"<AmtDtls><TxAmt><Amt Ccy=\"{currency}\">{amount}</Amt></TxAmt></AmtDtls>";

    internal static string Structured(string reference, string issuer = "<Issr>BBA</Issr>") =>
        $"<RmtInf><Strd><CdtrRefInf><Tp><CdOrPrtry><Cd>SCOR</Cd></CdOrPrtry>{issuer}</Tp><Ref>{reference}</Ref></CdtrRefInf></Strd></RmtInf>";

    /// <summary>A statement 94 from 100.00 to a closing balance around entries.</summary>
    internal static string Statement(string closing, params string[] entries) => Raw($"{Account}{Balance("OPBD", "100.00")}{Balance("CLBD", closing)}{string.Concat(entries)}");

    internal static string Raw(string inside, string id = "S94", string sequence = "<ElctrncSeqNb>94</ElctrncSeqNb>") => $"<Stmt><Id>{id}</Id>{sequence}<CreDtTm>2026-05-15T18:00:00+02:00</CreDtTm>{inside}</Stmt>";

    internal static string Document(string inside, string version = "053.001.02", string message = "BkToCstmrStmt") =>
        $"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.{version}\"><{message}><GrpHdr><MsgId>M</MsgId><CreDtTm>2026-05-15T18:00:00+02:00</CreDtTm></GrpHdr>{inside}</{message}></Document>";

    internal static Task<BankFileReport> Read(string document) => CodaFile.Inspect(Encoding.UTF8.GetBytes(document));

    internal static async Task<BankStatement> One(string closing, params string[] entries)
    {
        var report = await Read(Document(Statement(closing, entries)));
        report.Errors.ShouldBeEmpty();
        return report.Statements.ShouldHaveSingleItem();
    }
}
