namespace Smart.Shared.Documents.Texts;

internal abstract partial class LetterTexts
{
    private sealed class French : LetterTexts
    {
        internal override string Issued => "Date";

        internal override string Original => "Montant facturé";

        internal override string Principal => "Principal dû";

        internal override string Interest => "Intérêts";

        internal override string Costs => "Frais";

        internal override string Level => "Niv.";

        internal override string CommunicationEach => "une par facture, voir le tableau";

        internal override string ScanOldest(string number) => $"À scanner pour payer la plus ancienne : {number}";

        internal override string OnStatement(int count) => $"{count} autres (relevé joint)";

        internal override string Statement(string reference) => $"Relevé joint à la lettre {reference}";

        internal override string PenaltyIfUnpaid(string amount) => $"indemnité en cas de non-paiement : {amount}";

        internal override string Title(DocumentRegime regime, int level) => (regime, level) switch
        {
            (DocumentRegime.Consumer, 1) => "Premier rappel gratuit",
            (_, 1) => "Rappel",
            (_, 2) => "Mise en demeure",
            _ => "Dernier avis",
        };

        internal override string Subject(string title, int invoices, string total, string reference)
            => $"{title} – {invoices} {(invoices == 1 ? "facture échue" : "factures échues")}, {total} – {reference}";

        internal override IEnumerable<string> Opening(DocumentRegime regime, int level, LetterFigures figures)
        {
            if (level == 1)
            {
                yield return "Sauf erreur de notre part, nous n’avons pas encore reçu le paiement des factures reprises ci-dessous. "
                    + "Si votre paiement s’est croisé avec cette lettre, nous vous en remercions et vous prions de ne pas en tenir compte.";
                if (regime != DocumentRegime.Consumer) yield return $"Nous vous remercions de verser {figures.Total} au plus tard le {figures.PayBefore}.";
            }
            else
            {
                yield return "Malgré nos rappels, les factures reprises ci-dessous restent impayées. "
                    + $"Par la présente, nous vous mettons formellement en demeure de payer {figures.Total} au plus tard le {figures.PayBefore}.";
                if (figures.HasAccessories) yield return Basis(regime, figures);
            }
        }

        internal override IEnumerable<string> FirstReminder(LetterFigures figures)
        {
            yield return $"Ceci est le premier rappel, gratuit, de {figures.Creditor}, numéro d’entreprise {figures.EnterpriseNumber} (article XIX.2 du Code de droit économique), "
                + $"pour les factures de niveau 1 du tableau, où figurent les prestations et les échéances. Solde restant dû : {figures.FirstBalance}. "
                + $"Vous disposez de 14 jours calendrier, du {figures.FreeFrom} au {figures.FreeUntil} inclus, pour payer sans aucun frais, intérêt ni indemnité.";
            yield return (figures.Penalty, figures.InterestRate) switch
            {
                (null, null) => "Votre contrat ne prévoit ni indemnité ni intérêt : le montant qui sera réclamé après ce délai reste le solde restant dû.",
                (null, { } rate) => $"À défaut, des intérêts de retard au taux annuel de {rate} seront réclamés, comme le prévoit votre contrat.",
                ({ } penalty, null) => $"À défaut, une indemnité forfaitaire de {penalty} sera réclamée, comme le prévoit votre contrat.",
                ({ } penalty, { } rate) => $"À défaut, une indemnité forfaitaire de {penalty} et des intérêts de retard au taux annuel de {rate} seront réclamés, comme le prévoit votre contrat.",
            };
        }

        internal override IEnumerable<string> Consequence(DocumentRegime regime, int level, LetterFigures figures)
        {
            if (level == 2) yield return "Sans paiement complet à cette date, nous devrons poursuivre le recouvrement ; les intérêts continuent de courir jusqu’au paiement.";
            if (level >= 3) yield return Final(regime);
        }

        internal override string Why(string creditor)
            => $"Vous recevez cette lettre parce que {creditor}, qui facture pour ses membres, est votre créancier pour les prestations indiquées sous chaque facture.";

        internal override string Contest(string email, string? phone)
            => $"Vous contestez une facture, vous souhaitez les pièces justificatives ou convenir d’un plan de paiement ? Écrivez à {email}{(phone is null ? "" : $" ou appelez le {phone}")}. "
            + "Une contestation motivée suspend les rappels de la facture concernée le temps de son examen.";

        private static string Basis(DocumentRegime regime, LetterFigures figures) => regime == DocumentRegime.Consumer
            ? $"Ce montant comprend les intérêts et l’indemnité prévus au contrat, calculés au {figures.ComputedTo} dans les limites du livre XIX du Code de droit économique."
            : $"Ce montant comprend, calculés au {figures.ComputedTo}, les intérêts et l’indemnité forfaitaire de 40 EUR par facture dus de plein droit selon la loi du 2 août 2002 concernant la lutte contre le retard de paiement dans les transactions commerciales.";

        private static string Final(DocumentRegime regime) => regime switch
        {
            DocumentRegime.Enterprise => "C’est notre dernier avis. Sans paiement ni contestation motivée à cette date, nous confierons le dossier à notre avocat, qui pourra notamment charger un huissier de justice du recouvrement de la dette non contestée (articles 1394/20 et suivants du Code judiciaire). Les frais qui en résultent s’ajouteront à la dette dans la mesure permise par la loi.",
            DocumentRegime.PublicBody => "C’est notre dernier avis. Sans paiement ni contestation motivée à cette date, nous confierons le dossier à notre avocat.",
            _ => "C’est notre dernier avis. Sans paiement ni contestation motivée à cette date, nous confierons le dossier à notre avocat, qui pourra saisir le juge de paix.",
        };
    }
}
