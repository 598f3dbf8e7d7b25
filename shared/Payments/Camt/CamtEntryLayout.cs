using static Smart.Shared.Payments.Camt.CamtLayout;

namespace Smart.Shared.Payments.Camt;

/// <summary>What is read of an entry and of the transactions inside it.</summary>
internal static class CamtEntryLayout
{
    internal static CamtElement Entry() => new(
        "Ntry",
        Amount("Amt", (parser, text, currency) => parser.Entry.Put(text, currency)),
        Leaf("CdtDbtInd", (parser, text) => parser.Entry.SignText = text),
        new("Sts", Leaf("Cd", (parser, text) => parser.Entry.Status = text), Leaf("Prtry", (parser, text) => parser.Entry.Status = text)) { Text = (parser, text) => parser.Entry.Status = text },
        Leaf("NtryRef", (parser, text) => parser.Entry.Reference = text),
        Leaf("AcctSvcrRef", (parser, text) => parser.Entry.ServicerReference = text),
        Leaf("RvslInd", (parser, text) => parser.Entry.IsReversal = CamtText.IsTrue(text)),
        Day("BookgDt", (parser, text) => parser.Entry.Booked = text),
        Day("ValDt", (parser, text) => parser.Entry.Valued = text),
        Code(parser => parser.Entry.Own),
        Amounts(parser => parser.Entry.Own),
        Charges(parser => parser.Entry.Own),
        new("NtryDtls", Batch(), Transaction()),
        Leaf("AddtlNtryInf", (parser, text) => parser.Entry.Own.Inform(text)))
    {
        Opened = parser => parser.OpenEntry(),
        Closed = parser => parser.CloseEntry(),
    };

    private static CamtElement Batch() => new(
        "Btch",
        Leaf("PmtInfId", (parser, text) => parser.Entry.Batch.Reference = text),
        Leaf("NbOfTxs", (parser, text) => parser.Entry.Batch.Announce(text)),
        Amount("TtlAmt", (parser, text, currency) => parser.Entry.Batch.Total(text, currency)));

    private static CamtElement Transaction() => new(
        "TxDtls",
        new("Refs",
            Leaf("AcctSvcrRef", (parser, text) => parser.Detail.ServicerReference = text),
            Leaf("EndToEndId", (parser, text) => parser.Detail.EndToEndId = text),
            Leaf("InstrId", (parser, text) => parser.Detail.InstructionId = text),
            Leaf("TxId", (parser, text) => parser.Detail.TransactionId = text),
            Leaf("MndtId", (parser, text) => parser.Detail.Mandate = text)),
        Amount("Amt", (parser, text, currency) => parser.Detail.Amounts.Own = CamtMoney.Of(text, currency)),
        Leaf("CdtDbtInd", (parser, text) => parser.Detail.SignText = text),
        Amounts(parser => parser.Detail),
        Charges(parser => parser.Detail),
        Code(parser => parser.Detail),
        CamtPartyLayout.Parties(),
        CamtPartyLayout.Agents(),
        Remittance(),
        new("RtrInf", new CamtElement("Rsn", Leaf("Cd", (parser, text) => parser.Detail.ReturnReason = text), Leaf("Prtry", (parser, text) => parser.Detail.ReturnReason = text)), Leaf("AddtlInf", (parser, text) => parser.Detail.Inform(text)))
        {
            Opened = parser => parser.Detail.IsReturned = true,
        },
        Leaf("AddtlTxInf", (parser, text) => parser.Detail.Inform(text)))
    {
        Opened = parser => parser.OpenDetail(),
        Closed = parser => parser.CloseDetail(),
    };

    private static CamtElement Remittance() => new(
        "RmtInf",
        Leaf("Ustrd", (parser, text) => parser.Detail.Remittance.Say(text)),
        new CamtElement("Strd",
            new("RfrdDocInf", Leaf("Nb", (parser, text) => parser.Detail.Remittance.Say(text))),
            new("CdtrRefInf",
                new("Tp", new("CdOrPrtry", Leaf("Cd", (parser, text) => parser.Detail.Remittance.Code = text), Leaf("Prtry", (parser, text) => parser.Detail.Remittance.Proprietary = text)), Leaf("Issr", (parser, text) => parser.Detail.Remittance.Issuer = text)),
                Leaf("Ref", (parser, text) => parser.Detail.Remittance.Reference = text))
            {
                Closed = parser => parser.Detail.Remittance.EndReference(),
            },
            Leaf("AddtlRmtInf", (parser, text) => parser.Detail.Inform(text))));

    private static CamtElement Day(string name, Action<CamtParser, string> text) => new(name, Leaf("Dt", text), Leaf("DtTm", text));

    private static CamtElement Code(Func<CamtParser, CamtDetail> of) => new(
        "BkTxCd",
        new("Domn", Leaf("Cd", (parser, text) => of(parser).Domain = text), new("Fmly", Leaf("Cd", (parser, text) => of(parser).Family = text), Leaf("SubFmlyCd", (parser, text) => of(parser).SubFamily = text))),
        new("Prtry", Leaf("Cd", (parser, text) => of(parser).BankCode = text), Leaf("Issr", (parser, text) => of(parser).BankCodeIssuer = text)));

    private static CamtElement Amounts(Func<CamtParser, CamtDetail> of) => new(
        "AmtDtls",
        Stage("InstdAmt", (parser, money) => of(parser).Amounts.Instructed = money, of),
        Stage("TxAmt", (parser, money) => of(parser).Amounts.Transaction = money, of),
        Stage("CntrValAmt", (parser, money) => of(parser).Amounts.CounterValue = money, of));

    private static CamtElement Stage(string name, Action<CamtParser, CamtMoney?> put, Func<CamtParser, CamtDetail> of) => new(
        name,
        Amount("Amt", (parser, text, currency) => put(parser, CamtMoney.Of(text, currency))),
        new("CcyXchg", Leaf("XchgRate", (parser, text) => of(parser).Amounts.Rate = text)));

    /// <summary>Version 02 has the amount in each element, later ones in records inside one.</summary>
    private static CamtElement Charges(Func<CamtParser, CamtDetail> of)
    {
        return new("Chrgs",
            Amount("TtlChrgsAndTaxAmt", (parser, text, currency) => of(parser).Charges.Total = CamtMoney.Of(text, currency)),
            Amount("Amt", (parser, text, currency) => of(parser).Charges.Amount = CamtMoney.Of(text, currency)),
            Leaf("CdtDbtInd", (parser, text) => of(parser).Charges.Sign = text),
            new("Rcrd",
                Amount("Amt", (parser, text, currency) => of(parser).Charges.Amount = CamtMoney.Of(text, currency)),
                Leaf("CdtDbtInd", (parser, text) => of(parser).Charges.Sign = text))
            {
                Closed = parser => of(parser).Charges.End(),
            })
        {
            Closed = parser => of(parser).Charges.End(),
        };
    }
}
