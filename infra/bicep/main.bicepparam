using 'main.bicep'

// An example: copy it for an environment and fill in what is yours. It holds no secret.
param environmentName = 'test'
param authenticationClientId = '00000000-0000-0000-0000-000000000000'
param cardReturnUrl = 'https://demo.example/thank-you'
param mailSender = {
  userName: 'factures'
  domain: 'demo.example'
}
param creditor = {
  name: 'Coopérative Démo SC'
  legalForm: 'société coopérative'
  street: 'Rue Coenraets 72'
  postalCode: '1060'
  town: 'Saint-Gilles'
  country: 'BE'
  enterpriseNumber: '0123456749'
  court: 'Bruxelles'
  email: 'factures@demo.example'
  phone: '+32 2 123 45 67'
  website: 'https://demo.example'
  iban: 'BE68539007547034'
  bic: 'KREDBEBB'
  isSmallEnterprise: false
}
param legal = {
  approverEmail: 'approbation@demo.example'
  lawyerEmail: 'etude@avocat.example'
  lawyerName: 'Étude Exemple'
}
