// A learner of DEDP with one of five certificates, a seat in the program, and a yearly income.
export const plan = {
  format: 1,
  program: "program-v1:MITx+DEDP",
  program_enrollment: "verified",
  income: { amount: "30000", currency: "USD" },
  courses: [
    {
      course: "14.310x",
      runs: [{ state: "finished", mode: "verified", payment: "paid", certificate: "held" }],
    },
  ],
};

// Elsewhere: new Date().toISOString()
export const now = "2026-11-21T12:00:00Z";
