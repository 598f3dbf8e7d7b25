using Smart.Shared.Debtors;

namespace Smart.Shared.Tests.Debtors;

public class DebtorRulesTest
{
    private static readonly PostalAddress Seat = new("Rue Coenraets 72", "1060", "Saint-Gilles", "be");

    private static readonly NewDebtor Company = new()
    {
        Kind = DebtorKind.Enterprise,
        Language = Language.Fr,
        Contact = new DebtorContact { Name = "  Atelier Nord SRL ", Address = Seat, Email = "compta@atelier-nord.example" },
        EnterpriseNumber = "0403.019.261",
    };

    private static readonly NewDebtor Person = Company with { Kind = DebtorKind.Consumer, EnterpriseNumber = null };

    [Fact]
    public void Enterprise_WithValidNumber_IsAcceptedInOneSpelling()
    {
        var debtor = DebtorRules.Check(Company).Value;

        debtor.EnterpriseNumber.ShouldBe("0403019261");
        debtor.Contact.Name.ShouldBe("Atelier Nord SRL");
        debtor.Contact.Address.Country.ShouldBe("BE");
    }

    [Fact]
    public void Enterprise_WithBelgianVatNumberAlone_GetsItsEnterpriseNumber()
    {
        var debtor = DebtorRules.Check(Company with { EnterpriseNumber = null, VatNumber = "be 0403.019.261" }).Value;

        (debtor.EnterpriseNumber, debtor.VatNumber).ShouldBe(("0403019261", "BE0403019261"));
    }

    [Fact]
    public void Enterprise_FromAbroad_NeedsItsVatNumberOnly()
    {
        var contact = Company.Contact! with { Address = new PostalAddress("12 rue de Lille", "59000", "Lille", "FR") };

        var debtor = DebtorRules.Check(Company with { Contact = contact, EnterpriseNumber = null, VatNumber = "FR40303265045" }).Value;

        (debtor.EnterpriseNumber, debtor.VatNumber).ShouldBe((null, "FR40303265045"));
    }

    [Theory]
    [InlineData("0403.019.262", null, "enterprise-number-invalid", "enterpriseNumber")]
    [InlineData(null, "BE0403019262", "vat-number-invalid", "vatNumber")]
    [InlineData(null, "XX123", "vat-number-invalid", "vatNumber")]
    [InlineData("0403019261", "BE0202239951", "numbers-differ", "vatNumber")]
    [InlineData(null, null, "enterprise-number-required", "enterpriseNumber")]
    public void Enterprise_WithWrongNumber_IsRefused(string? enterprise, string? vat, string type, string field)
    {
        var refusal = DebtorRules.Check(Company with { EnterpriseNumber = enterprise, VatNumber = vat }).Refusal!;

        (refusal.Kind, refusal.Type, refusal.Field).ShouldBe((RefusalKind.BreaksRule, type, field));
    }

    [Fact]
    public void Consumer_WithEnterpriseNumber_IsRefused() =>
        DebtorRules.Check(Person with { EnterpriseNumber = "0403019261" }).Refusal!.Type.ShouldBe("consumer-with-number");

    [Fact]
    public void Consumer_WithoutEmail_IsReachedByPost()
    {
        var contact = Person.Contact! with { Email = " " };

        DebtorRules.Check(Person with { Contact = contact }).Value.Contact.Channels.ShouldBe([Channel.Post]);
    }

    [Fact]
    public void Consumer_WithEmail_IsReachedByEmailThenPost() =>
        DebtorRules.Check(Person).Value.Contact.Channels.ShouldBe([Channel.Email, Channel.Post]);

    [Fact]
    public void Contact_ByEmailWithoutAddress_IsRefused()
    {
        var contact = Person.Contact! with { Email = null, Channels = [Channel.Email] };

        DebtorRules.Check(contact).Refusal!.Type.ShouldBe("email-required");
    }

    [Fact]
    public void Contact_WithChannelTwice_IsRefused() =>
        DebtorRules.Check(Person.Contact! with { Channels = [Channel.Post, Channel.Post] }).Refusal!.Type.ShouldBe("channel-invalid");

    [Theory]
    [InlineData("", "1060", "Saint-Gilles", "address.street")]
    [InlineData("Rue", "", "Saint-Gilles", "address.postalCode")]
    [InlineData("Rue", "1060", " ", "address.town")]
    [InlineData("Rue", "106", "Saint-Gilles", "address.postalCode")]
    public void Address_ThatIsNotStructured_IsRefused(string street, string code, string town, string field)
    {
        var contact = Person.Contact! with { Address = new PostalAddress(street, code, town, "BE") };

        DebtorRules.Check(contact).Refusal!.Field.ShouldBe(field);
    }

    [Fact]
    public void Debtor_WithoutKindOrLanguage_IsRefused()
    {
        DebtorRules.Check(Company with { Kind = null }).Refusal!.Field.ShouldBe("kind");
        DebtorRules.Check(Company with { Language = null }).Refusal!.Field.ShouldBe("language");
    }

    [Theory]
    [InlineData("a@b.be")]
    [InlineData("anne.o'neill+facture@sous.domaine.example")]
    public void EmailAddress_OfUsualShape_IsValid(string text) => EmailAddress.IsValid(text).ShouldBeTrue();

    [Theory]
    [InlineData("")]
    [InlineData("a@b")]
    [InlineData("a b@c.be")]
    [InlineData("a@b.be\n")]
    [InlineData(".a@b.be")]
    [InlineData("a@-b.be")]
    [InlineData("Anne <a@b.be>")]
    [InlineData("a@b.be, c@d.be")]
    public void EmailAddress_OfAnotherShape_IsNot(string text) => EmailAddress.IsValid(text).ShouldBeFalse();
}
