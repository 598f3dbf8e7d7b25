namespace Smart.Shared.Documents.Texts;

internal sealed partial record ShareTexts
{
    private static ShareTexts French { get; } = new()
    {
        RequestTitle = "Part sociale",
        ReminderTitle = "Rappel : part sociale",
        CertificateTitle = "Certificat de part",
        MemberNumber = "Numéro de membre",
        RegisteredOn = "Inscription au registre",
        Class = "Classe",
        Acquired = "Parts acquises",
        Held = "Parts détenues",
        Paid = "Montant libéré",
        CoveredUntil = "Couverture jusqu’au",
        WhyShare = "Votre part fait de vous sociétaire de la coopérative : une personne, une voix. Elle est nécessaire pour déclarer et facturer un contrat à partir du quatrième.",
        Proof = "L’inscription au registre des parts fait preuve de la propriété des parts. Ce certificat n’est ni cessible ni négociable.",
        Request = (shares, amount, before, year) => $"Nous vous invitons à verser {amount} au plus tard le {before} pour {shares} {(shares == 1 ? "part" : "parts")}. Dès réception du paiement, vous êtes couvert jusqu’au 31/12/{year}.",
        AfterPayment = email => $"Votre part est inscrite au registre à la date de réception du paiement et vous recevez un certificat. Une question ? Écrivez à {email}.",
        Certify = (cooperative, member, shares, shareClass, date) => $"{cooperative} certifie que {member} est inscrit(e) au registre des parts pour {shares} {(shares == 1 ? "part" : "parts")} de classe {shareClass} à la date du {date}.",
    };

    private static ShareTexts Dutch { get; } = new()
    {
        RequestTitle = "Aandeel",
        ReminderTitle = "Herinnering: aandeel",
        CertificateTitle = "Aandelencertificaat",
        MemberNumber = "Lidnummer",
        RegisteredOn = "Inschrijving in het register",
        Class = "Klasse",
        Acquired = "Verworven aandelen",
        Held = "Aandelen in bezit",
        Paid = "Volgestort bedrag",
        CoveredUntil = "Gedekt tot en met",
        WhyShare = "Met uw aandeel bent u vennoot van de coöperatie: één persoon, één stem. Het is nodig om vanaf het vierde contract uw contracten aan te geven en te factureren.",
        Proof = "De inschrijving in het aandelenregister geldt als bewijs van eigendom. Dit certificaat is niet overdraagbaar of verhandelbaar.",
        Request = (shares, amount, before, year) => $"Gelieve {amount} te betalen, uiterlijk op {before}, voor {shares} {(shares == 1 ? "aandeel" : "aandelen")}. Zodra de betaling ontvangen is, bent u gedekt tot en met 31/12/{year}.",
        AfterPayment = email => $"Uw aandeel wordt in het register ingeschreven op de dag waarop wij de betaling ontvangen, en u krijgt een certificaat. Een vraag? Schrijf naar {email}.",
        Certify = (cooperative, member, shares, shareClass, date) => $"{cooperative} bevestigt dat {member} in het aandelenregister is ingeschreven voor {shares} {(shares == 1 ? "aandeel" : "aandelen")} van klasse {shareClass} op {date}.",
    };

    private static ShareTexts English { get; } = new()
    {
        RequestTitle = "Cooperative share",
        ReminderTitle = "Reminder: cooperative share",
        CertificateTitle = "Share certificate",
        MemberNumber = "Member number",
        RegisteredOn = "Entered in the register",
        Class = "Class",
        Acquired = "Shares acquired",
        Held = "Shares held",
        Paid = "Amount paid up",
        CoveredUntil = "Covered until",
        WhyShare = "Your share makes you a shareholder of the cooperative: one person, one vote. It is needed to declare and invoice a contract from the fourth one on.",
        Proof = "The entry in the share register proves ownership of the shares. This certificate is neither transferable nor negotiable.",
        Request = (shares, amount, before, year) => $"Please pay {amount} by {before} for {shares} {(shares == 1 ? "share" : "shares")}. Once the payment is received, you are covered until 31 December {year}.",
        AfterPayment = email => $"Your share is entered in the register on the day the payment is received, and you get a certificate. A question? Write to {email}.",
        Certify = (cooperative, member, shares, shareClass, date) => $"{cooperative} certifies that {member} is entered in the share register for {shares} class {shareClass} {(shares == 1 ? "share" : "shares")} as of {date}.",
    };

    private static ShareTexts German { get; } = new()
    {
        RequestTitle = "Geschäftsanteil",
        ReminderTitle = "Erinnerung: Geschäftsanteil",
        CertificateTitle = "Anteilsbescheinigung",
        MemberNumber = "Mitgliedsnummer",
        RegisteredOn = "Eintragung im Register",
        Class = "Klasse",
        Acquired = "Erworbene Anteile",
        Held = "Gehaltene Anteile",
        Paid = "Eingezahlter Betrag",
        CoveredUntil = "Gedeckt bis",
        WhyShare = "Mit Ihrem Anteil sind Sie Gesellschafter der Genossenschaft: eine Person, eine Stimme. Er ist nötig, um ab dem vierten Vertrag Verträge anzumelden und abzurechnen.",
        Proof = "Die Eintragung im Anteilsregister gilt als Eigentumsnachweis. Diese Bescheinigung ist weder übertragbar noch handelbar.",
        Request = (shares, amount, before, year) => $"Bitte zahlen Sie {amount} bis spätestens {before} für {shares} {(shares == 1 ? "Anteil" : "Anteile")}. Sobald die Zahlung eingegangen ist, sind Sie bis zum 31/12/{year} gedeckt.",
        AfterPayment = email => $"Ihr Anteil wird am Tag des Zahlungseingangs ins Register eingetragen, und Sie erhalten eine Bescheinigung. Eine Frage? Schreiben Sie an {email}.",
        Certify = (cooperative, member, shares, shareClass, date) => $"{cooperative} bescheinigt, dass {member} am {date} mit {shares} {(shares == 1 ? "Anteil" : "Anteilen")} der Klasse {shareClass} im Anteilsregister eingetragen ist.",
    };
}
