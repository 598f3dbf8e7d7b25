namespace Smart.Shared.Documents;

/// <summary>The languages a document can be written in.</summary>
public enum DocumentLanguage
{
    /// <summary>French.</summary>
    Fr,

    /// <summary>Dutch.</summary>
    Nl,

    /// <summary>English.</summary>
    En,

    /// <summary>German.</summary>
    De,
}

/// <summary>Which late-payment law a document follows (rules 1.1).</summary>
public enum DocumentRegime
{
    /// <summary>An enterprise: law of 2 August 2002.</summary>
    Enterprise,

    /// <summary>A public body: law of 2 August 2002, the rate cannot be lowered by contract.</summary>
    PublicBody,

    /// <summary>A consumer: Book XIX of the Code of Economic Law.</summary>
    Consumer,
}

/// <summary>Reads language codes.</summary>
public static class DocumentLanguages
{
    /// <summary>The language of a code (<c>fr</c>, <c>nl</c>, <c>en</c>, <c>de</c>); any other throws.</summary>
    public static DocumentLanguage Parse(string code) => code switch
    {
        "fr" => DocumentLanguage.Fr,
        "nl" => DocumentLanguage.Nl,
        "en" => DocumentLanguage.En,
        "de" => DocumentLanguage.De,
        _ => throw new ArgumentOutOfRangeException(nameof(code), code, "Documents are written in fr, nl, en or de."),
    };

    /// <summary>The code with the region, as PDF and HTML want it (<c>fr-BE</c>).</summary>
    public static string Tag(this DocumentLanguage language) => language switch
    {
        DocumentLanguage.Fr => "fr-BE",
        DocumentLanguage.Nl => "nl-BE",
        DocumentLanguage.En => "en-BE",
        DocumentLanguage.De => "de-BE",
        _ => throw new ArgumentOutOfRangeException(nameof(language), language, "Unknown language."),
    };
}
